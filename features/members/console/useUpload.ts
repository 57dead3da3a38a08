import { computed, ref } from 'vue';
import { useRouter } from 'vue-router';
import { newId } from '#platform/shared/ids/ids.ts';
import { t } from '#platform/web/i18n/i18n.ts';
import { useList } from '#platform/web/query/list.ts';
import { useTell } from '#platform/web/query/query.ts';
import { members } from '../contract.ts';

/** A workbook is chosen or dropped and sent to be checked; its page opens at once. A refusal stays beside the field until another file is chosen. */
export function useUpload() {
  const router = useRouter();
  const over = ref(false);
  const name = ref('');
  const upload = useTell(members.beginImport, (begun) => router.push(`/import/${begun.id}`).then(() => undefined));
  function send(files: FileList | null | undefined): void {
    const file = files?.[0];
    if (!file || upload.busy) return;
    name.value = file.name;
    void upload.run({}, { file, key: newId() });
  }
  function drop(event: DragEvent): void {
    over.value = false;
    send(event.dataTransfer?.files);
  }
  function choose(event: Event): void {
    const input = event.target as HTMLInputElement;
    send(input.files);
    // The same file, mended under the same name, can be chosen again.
    input.value = '';
  }
  const past = useList(members.listImports, () => ({ limit: 20 }), { live: ['jobs'] });
  return {
    over,
    name,
    upload,
    drop,
    choose,
    past,
    columns: computed(() => [
      { key: 'fileName', label: t('members.console.fileName') },
      { key: 'result', label: t('members.console.result') },
      { key: 'state', label: t('members.console.state'), tight: true },
      { key: 'createdBy', label: t('members.console.by'), tight: true },
      { key: 'createdAt', label: t('members.console.at'), tight: true },
    ]),
  };
}
