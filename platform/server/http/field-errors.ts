import type { z } from 'zod';
import type { Language } from '#platform/shared/sentences/sentences.ts';
import type { Problem } from './problem.ts';

type Issue = z.core.$ZodIssue;
const SIZE: Record<string, [zh: string, en: string]> = { string: ['个字', ' characters'], array: ['项', ' items'], number: ['', ''], int: ['', ''] };

/** What is wrong with a field, by how much, and what to write instead. The value itself is not repeated: it may be personal. */
function sentence(issue: Issue, language: Language): string {
  const zh = language !== 'en';
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null
        ? zh
          ? '这一项还没有填。'
          : 'This field is missing.'
        : zh
          ? `这一项应为${issue.expected}。`
          : `This field should be a ${issue.expected}.`;
    case 'too_small': {
      const [unitZh, unitEn] = SIZE[issue.origin] ?? ['', ''];
      if (issue.origin === 'string' && Number(issue.minimum) === 1) return zh ? '这一项还没有填。' : 'This field is empty.';
      return zh ? `至少 ${issue.minimum}${unitZh && ` ${unitZh}`}。` : `At least ${issue.minimum}${unitEn}.`;
    }
    case 'too_big': {
      const [unitZh, unitEn] = SIZE[issue.origin] ?? ['', ''];
      return zh ? `最多 ${issue.maximum}${unitZh && ` ${unitZh}`}，请缩短。` : `At most ${issue.maximum}${unitEn}; please shorten it.`;
    }
    case 'invalid_value':
      return zh ? `只能是：${issue.values.join('、')}。` : `Must be one of: ${issue.values.join(', ')}.`;
    case 'invalid_format':
      return formats[issue.format]?.[zh ? 0 : 1] ?? (zh ? '写法不对，请照例子填写。' : 'The form is not right; please follow the example.');
    case 'unrecognized_keys':
      return zh ? `不认识的项：${issue.keys.join('、')}。` : `Unknown fields: ${issue.keys.join(', ')}.`;
    default:
      return custom[issue.message]?.[zh ? 0 : 1] ?? (zh ? '这一项填得不对，请照例子填写。' : 'This field is not right; please follow the example.');
  }
}

const formats: Readonly<Record<string, [zh: string, en: string]>> = {
  uuid: ['这不是一个编号。', 'This is not an id.'],
  datetime: ['时间应写成 2026-11-26T19:00:00+08:00 的样子。', 'Write the time like 2026-11-26T19:00:00+08:00.'],
  email: ['邮箱应写成 name@example.cn 的样子。', 'Write the address like name@example.cn.'],
};
const custom: Readonly<Record<string, [zh: string, en: string]>> = {
  day: ['日期应写成 2026-11-26 的样子，且真有这一天。', 'Write the day like 2026-11-26; it must exist.'],
  window: ['时段应写成 2026-11、2026-Q4 或 2026。', 'Write the period as 2026-11, 2026-Q4 or 2026.'],
};

export function fieldErrors(error: z.ZodError, language: Language): Problem['errors'] {
  return error.issues.map((issue) => ({
    path: issue.path.join('.'),
    code: issue.code === 'custom' ? issue.message : issue.code,
    message: sentence(issue, language),
  }));
}
