/**
 * The text of an article as it is kept: a tree of blocks with a closed list of kinds, so that what cannot be printed, read aloud or put
 * under a hash cannot get in. Pages, feeds, search and the difference of versions all read this form.
 */
export type Mark = { readonly type: 'bold' } | { readonly type: 'link'; readonly attrs: { readonly href: string } };
export type Text = { readonly type: 'text'; readonly text: string; readonly marks?: readonly Mark[] };
export type Inline = Text | { readonly type: 'hardBreak' };

/** A picture in place. `decorative`: it says nothing, and needs no words for who does not see it (装饰图). */
export type Picture = { readonly mediaId: string; readonly alt: string; readonly decorative: boolean; readonly caption: string };

export type Block =
  | { readonly type: 'paragraph'; readonly content?: readonly Inline[] }
  | { readonly type: 'heading'; readonly attrs: { readonly level: 2 | 3 }; readonly content?: readonly Inline[] }
  | { readonly type: 'bulletList' | 'orderedList'; readonly content: readonly Block[] }
  | { readonly type: 'listItem' | 'blockquote' | 'tableRow'; readonly content: readonly Block[] }
  | { readonly type: 'table'; readonly content: readonly Block[] }
  | {
      readonly type: 'tableCell' | 'tableHeader';
      readonly attrs?: { readonly colspan?: number; readonly rowspan?: number };
      readonly content: readonly Block[];
    }
  | { readonly type: 'horizontalRule' }
  | { readonly type: 'picture'; readonly attrs: Picture }
  | { readonly type: 'gallery'; readonly attrs: { readonly pictures: readonly Picture[] } }
  | { readonly type: 'audio' | 'video'; readonly attrs: { readonly mediaId: string; readonly caption: string } };
export type Body = { readonly type: 'doc'; readonly content: readonly Block[] };

type Node = Block | Inline;

function* nodesOf(nodes: readonly Node[]): Generator<Node> {
  for (const node of nodes) {
    yield node;
    if ('content' in node && node.content) yield* nodesOf(node.content);
  }
}

function picturesIn(node: Node): readonly Picture[] {
  if (node.type === 'picture') return [node.attrs];
  return node.type === 'gallery' ? node.attrs.pictures : [];
}

/** Words as they are read, one block a line; captions count, alternative text does not. */
export function textOf(body: Body): string {
  const lines: string[] = [];
  const walk = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      if (node.type === 'paragraph' || node.type === 'heading') lines.push(wordsOf(node.content ?? []));
      else if (node.type === 'audio' || node.type === 'video') lines.push(node.attrs.caption);
      else if ('content' in node && node.content) walk(node.content);
      else lines.push(...picturesIn(node).map(({ caption }) => caption));
    }
  };
  walk(body.content);
  return lines.filter((line) => line !== '').join('\n');
}

function wordsOf(inline: readonly Inline[]): string {
  return inline.map((node) => (node.type === 'text' ? node.text : '\n')).join('');
}

export function picturesOf(body: Body): Picture[] {
  return [...nodesOf(body.content)].flatMap(picturesIn);
}

/** Every media file that the text shows, in its order. */
export function mediaOf(body: Body): string[] {
  return [...nodesOf(body.content)].flatMap((node) => {
    if (node.type === 'audio' || node.type === 'video') return [node.attrs.mediaId];
    return picturesIn(node).map(({ mediaId }) => mediaId);
  });
}
