import { describe, expect, test } from 'vitest';
import { type Body, mediaOf, picturesOf, textOf } from './body.ts';
import { checkSubmission, type Submission } from './submission.ts';

const picture = (alt: string, decorative = false) => ({ type: 'picture', attrs: { mediaId: 'm1', alt, decorative, caption: '会场' } }) as const;
const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] }) as const;
const doc = (...content: Body['content']): Body => ({ type: 'doc', content });
const whole: Submission = { title: '主题党日', body: doc(paragraph('今天开会。')), fiveBuildings: ['organisational'], reprint: null };
const reprint = { source: '求是网', author: '张三', originalTitle: '主题党日', address: 'https://example.cn/1', editor: '李四' };

describe('handing a text in', () => {
  test.each<[string, Partial<Submission>, string]>([
    ['whole', {}, 'may'],
    ['without a title', { title: ' ' }, 'title_missing'],
    ['without a word or a picture', { body: doc(paragraph('')) }, 'body_missing'],
    ['a picture alone', { body: doc(picture('会场全景')) }, 'may'],
    ['without a class of building', { fiveBuildings: [] }, 'building_missing'],
    ['three classes', { fiveBuildings: ['political', 'conduct', 'discipline'] }, 'may'],
    ['four classes', { fiveBuildings: ['political', 'conduct', 'discipline', 'ideological'] }, 'too_many_buildings'],
    ['a picture without alternative text', { body: doc(picture(' ')) }, 'alt_missing'],
    ['a decorative picture', { body: doc(picture('', true), paragraph('字')) }, 'may'],
    ['in a gallery, too', { body: doc({ type: 'gallery', attrs: { pictures: [picture('').attrs] } }) }, 'alt_missing'],
    ['a secrecy mark', { body: doc(paragraph('机密★1年')) }, 'secrecy_mark'],
    ['a secrecy mark in the title', { title: '绝密 ★ 通知' }, 'secrecy_mark'],
    ['the word without the star', { body: doc(paragraph('严守国家秘密。')) }, 'may'],
    [
      'a secrecy mark in a table',
      { body: doc({ type: 'table', content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [paragraph('秘密★')] }] }] }) },
      'secrecy_mark',
    ],
    ['a reprint with its five facts', { reprint }, 'may'],
    ['a reprint without its author', { reprint: { ...reprint, author: '' } }, 'reprint_incomplete'],
    ['a reprint under another title', { reprint: { ...reprint, originalTitle: '党日' } }, 'reprint_title_changed'],
  ])('%s', (_, over, answer) => {
    const outcome = checkSubmission({ ...whole, ...over });
    expect(outcome.ok ? 'may' : outcome.code).toBe(answer);
  });
});

test('a text is read block by block, with its captions and files', () => {
  const body = doc(
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: '做法' }] },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: '见' },
        { type: 'text', text: '附件', marks: [{ type: 'link', attrs: { href: 'https://example.cn' } }] },
        { type: 'hardBreak' },
        { type: 'text', text: '二' },
      ],
    },
    {
      type: 'bulletList',
      content: [
        { type: 'listItem', content: [paragraph('一')] },
        { type: 'listItem', content: [paragraph('二')] },
      ],
    },
    picture('会场'),
    { type: 'video', attrs: { mediaId: 'v1', caption: '短片' } },
  );
  expect(textOf(body)).toBe('做法\n见附件\n二\n一\n二\n会场\n短片');
  expect([mediaOf(body), picturesOf(body).length]).toEqual([['m1', 'v1'], 1]);
});
