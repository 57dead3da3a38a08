import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** What a tracked text file must not hold, so that the project can be read and built anywhere. Words are put together, since this file is read too. */
const BANNED: readonly { readonly says: string; readonly found: RegExp; readonly only?: RegExp }[] = [
  { says: 'a path of a build machine', found: /(?<![\w.:/$}-])\/(?:work|home|root|Users|tmp)\/[\w.-]+/ },
  { says: 'a folder beside the repository', found: new RegExp(`\\.\\./${'sha'}${'red'}(?=/[\\w-]+\\.md|/?[\\s'"\`)]|$)`, 'm') },
  { says: 'the host of a package registry', found: new RegExp(`"${'reso'}lved"\\s*:|${'registry\\.'}npm|npm${'mirror\\.'}com`) },
  { says: 'unfinished work', found: new RegExp(`\\b(?:TO${'DO'}|FIX${'ME'}|X${'XX'})\\b`) },
];

const TEXT = /\.(?:ts|mjs|js|vue|css|html|svg|json|sql|md|yml|yaml|service|sh|txt)$|^(?:LICENSE|\.gitignore|\.gitattributes|\.ci\/run|Dockerfile)$/;

/** Files under version control; in an unpacked archive without Git, all but what is made. */
export function trackedFiles(root: string): string[] {
  const git = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 20_000_000 });
  if (git.status === 0)
    return git.stdout.split('\0').filter((path) => path !== '' && statSync(join(root, path), { throwIfNoEntry: false })?.isFile());
  const made = /^(?:node_modules|data|dist|coverage|\.git|\.types|\.artifacts)(?:\/|$)/;
  return globSync('**/*', { cwd: root, exclude: (path) => made.test(path) }).filter((path) => statSync(join(root, path)).isFile());
}

export type Fault = { readonly file: string; readonly says: string; readonly text: string };

/** What a file holds that ties it to another place. `documents`: the names of the documents that the repository has. */
export function faultsOf(file: string, text: string, documents: ReadonlySet<string>): Fault[] {
  const faults: Fault[] = [];
  for (const { says, found } of BANNED) {
    const match = found.exec(text);
    if (match) faults.push({ file, says, text: match[0] });
  }
  if (file === 'package-lock.json') return faults;
  const named = new Set([...text.matchAll(/(?<![\w.*-])([\w-]+\.md)\b/g)].map((match) => match[1] as string));
  for (const name of named) if (!documents.has(name)) faults.push({ file, says: 'a document that is not in the repository', text: name });
  return faults;
}

/** Every fault of every tracked text file. */
export function projectFaults(root: string): { readonly files: number; readonly faults: Fault[] } {
  const tracked = trackedFiles(root);
  const documents = new Set(tracked.filter((path) => path.endsWith('.md')).map((path) => basename(path)));
  const texts = tracked.filter((path) => TEXT.test(path));
  return { files: texts.length, faults: texts.flatMap((path) => faultsOf(path, readFileSync(join(root, path), 'utf8'), documents)) };
}

/** Links and pictures of the documents that lead nowhere. */
export function deadLinks(root: string): Fault[] {
  const faults: Fault[] = [];
  for (const file of trackedFiles(root).filter((path) => path.endsWith('.md'))) {
    const targets = [...readFileSync(join(root, file), 'utf8').matchAll(/(?:\]\(|src=")([^)"#\s]+)/g)].map((match) => match[1] as string);
    for (const target of new Set(targets)) {
      if (!/^[a-z]+:/.test(target) && !existsSync(join(root, dirname(file), target)))
        faults.push({ file, says: 'a link that leads nowhere', text: target });
    }
  }
  return faults;
}
