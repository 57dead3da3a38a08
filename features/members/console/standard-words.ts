import { words } from '#platform/shared/words/words.ts';

/** The data standard. */
export default words({
  'zh-CN': {
    console: {
      standardText: '名册导入、导出、模板和系统接口用的是同一份定义。',
      template: '下载模板',
      schema: 'JSON Schema',
      headers: '也认这些列名',
      need: '要求',
      kind: '类型',
      help: '怎么填',
      example: '例',
      table: '代码表',
      tableOf: '{name}，{n} 项',
      needs: { always: '必填', warned: '应填，缺了会提醒', category: '按人员类别必填', belowRoot: '必填，学校党委除外', optional: '可不填' },
      classes: { encrypted: '加密保存', sensitive: '敏感信息', ordinary: '一般信息', none: '' },
      code: '代码',
      meaning: '含义',
      dataClass: '保护',
    },
  },
  en: {
    console: {
      standardText: 'Import, export, template and interfaces use this one definition.',
      template: 'Template workbook',
      schema: 'JSON Schema',
      headers: 'Other headers taken',
      need: 'Required',
      kind: 'Kind',
      help: 'How to fill in',
      example: 'Example',
      table: 'Code table',
      tableOf: '{name}, {n} entries',
      needs: {
        always: 'required',
        warned: 'expected; its absence is listed',
        category: 'as the category requires',
        belowRoot: 'required below the root',
        optional: 'optional',
      },
      classes: { encrypted: 'kept encrypted', sensitive: 'sensitive', ordinary: 'ordinary', none: '' },
      code: 'Code',
      meaning: 'Meaning',
      dataClass: 'Protection',
    },
  },
});
