/** The sentences in which publishing says no, each with the next step. */
import { sentences } from '#platform/shared/sentences/sentences.ts';

export const articleSentences = sentences({
  // Who
  not_writing_here: {
    kind: 'forbidden',
    zh: '稿件由署名组织的委员、组织员、干事或部门工作人员起草，也可以由本支部党员投稿。',
    en: 'Texts are drafted by those who work for the organisation named; its members may hand in drafts of their own.',
  },
  not_handing_in: {
    kind: 'forbidden',
    zh: '送审由署名组织的工作人员办理，请联系书记或宣传委员。',
    en: 'Those who work for the organisation named hand texts in; please ask its secretary or publicity officer.',
  },
  not_your_step: {
    kind: 'forbidden',
    zh: '这一步现在不由您审。谁在审，写在稿件的审核进度里。',
    en: 'This step is not yours at present. The progress of the review says whose it is.',
  },
  not_your_proof: { kind: 'forbidden', zh: '校对由审核人指定的同志办理。', en: 'The proof is read by whom the reviewer has named.' },
  not_withdrawing: {
    kind: 'forbidden',
    zh: '撤回由栏目的终审人、署名组织的书记或上级党组织办理。发现问题可以先告诉他们。',
    en: 'Texts are withdrawn by the final reviewer, the heads of the organisation named, or a level above. Please tell them what you found.',
  },
  not_pinning: { kind: 'forbidden', zh: '置顶由栏目的终审人办理。', en: 'The final reviewer of the column pins.' },
  not_appointing: {
    kind: 'forbidden',
    zh: '审核人由本组织的书记、副书记或组织委员指定。',
    en: 'Reviewers are appointed by the heads of the organisation.',
  },

  // Column, circle, times
  column_not_here: { kind: 'invalid', zh: '这个组织没有这个栏目，请换一个栏目。', en: 'This organisation has no such column. Choose another.' },
  name_not_here: {
    kind: 'invalid',
    zh: '这个栏目不收这个组织的稿件，请换署名组织。',
    en: 'This column takes no texts in the name of that organisation. Choose another.',
  },
  visibility_too_wide: { kind: 'invalid', zh: '这个栏目最多对“{widest}”公开。', en: 'This column is open to “{widest}” at most.' },
  posts_missing: { kind: 'invalid', zh: '请选定哪些职务可以看。', en: 'Choose the posts that may read it.' },
  last_day_missing: {
    kind: 'invalid',
    zh: '请填写到期日：通知、上级要求和征集都有最后一天。',
    en: 'Give the last day: notices, directives and calls have one.',
  },
  last_day_not_here: { kind: 'invalid', zh: '这类稿件不会到期，请去掉到期日。', en: 'Texts of this kind do not expire. Take the last day out.' },
  expires_before_publication: {
    kind: 'invalid',
    zh: '到期日 {lastDay} 早于发布日 {from}，请改后再送审。',
    en: 'The last day, {lastDay}, lies before publication on {from}. Change it first.',
  },

  // Handing in
  title_missing: { kind: 'invalid', zh: '请写标题。', en: 'Give it a title.' },
  body_missing: { kind: 'invalid', zh: '正文还是空的。', en: 'The text is empty.' },
  building_missing: {
    kind: 'invalid',
    zh: '请选它属于党的建设的哪一方面（一至三项）。',
    en: 'Choose which kinds of building it belongs to (one to three).',
  },
  too_many_buildings: { kind: 'invalid', zh: '最多选三项，现在选了 {count} 项。', en: 'Three at most; you chose {count}.' },
  alt_missing: {
    kind: 'invalid',
    zh: '有 {count} 张图片没有文字说明。请补上，或勾选“装饰图”。',
    en: '{count} pictures have no alternative text. Add it, or tick “decorative”.',
  },
  secrecy_mark: {
    kind: 'invalid',
    zh: '文中有密级标志。涉密文件不得上本平台，请删去并按保密规定办理。',
    en: 'The text bears a secrecy mark. Such papers never come to this platform.',
  },
  reprint_incomplete: {
    kind: 'invalid',
    zh: '转载要写全：来源、作者、原标题、地址、编辑。',
    en: 'A reprint names its source, author, original title, address and editor.',
  },
  reprint_title_changed: { kind: 'invalid', zh: '转载不改标题。原标题是“{title}”。', en: 'A reprint keeps its title: “{title}”.' },
  picture_unknown: { kind: 'invalid', zh: '有图片已不在素材库里，请重新插入。', en: 'A picture is no longer in the library. Insert it again.' },
  urgent_not_here: { kind: 'invalid', zh: '只有一次审核的栏目不用“急”。', en: 'A column with one review has no urgent way.' },
  reason_missing: { kind: 'invalid', zh: '请写明理由。', en: 'Give a reason.' },
  correction_line_missing: {
    kind: 'invalid',
    zh: '这次改动属于“{kind}”，请写一句告诉读者改了什么。',
    en: 'This change is a {kind}: write a line that tells readers what changed.',
  },
  nothing_changed: { kind: 'conflict', zh: '和已发布的一样，没有改动可送审。', en: 'Nothing differs from what is published.' },
  already_in_review: {
    kind: 'conflict',
    zh: '稿件正在审核，内容已锁定。要修改请先撤回送审。',
    en: 'The text is in review and locked. Call it back to change it.',
  },
  not_in_review: { kind: 'conflict', zh: '稿件不在审核中，请刷新。', en: 'The text is not in review. Please reload.' },
  already_withdrawn: { kind: 'conflict', zh: '已经撤回了。', en: 'It has been withdrawn already.' },
  not_published: { kind: 'conflict', zh: '还没有发布。', en: 'It has not been published yet.' },
  withdrawn: { kind: 'gone', zh: '{line}', en: '{line}' },

  // Steps
  step_not_open: { kind: 'conflict', zh: '现在不是这一步，请刷新看进度。', en: 'This is not the step in hand. Please reload.' },
  own_text: { kind: 'forbidden', zh: '自己写过或改过的稿件由别人审。', en: 'What you wrote or changed is reviewed by somebody else.' },
  signed_before: {
    kind: 'forbidden',
    zh: '您在这一轮已经审过一次，三审由不同的人来做。',
    en: 'You have signed in this round already; each review is by another person.',
  },
  version_changed: {
    kind: 'conflict',
    zh: '稿件刚才有改动，请看过新的一版再签。',
    en: 'The text has changed. Read the new version before you sign.',
  },
  proof_missing: { kind: 'conflict', zh: '这一步的校对还没有完成。', en: 'The proof for this step has not been read yet.' },
  proof_by_author: { kind: 'invalid', zh: '作者不校自己的稿件，请换一位。', en: 'An author does not read the proof. Name somebody else.' },
  proof_read_before: {
    kind: 'invalid',
    zh: '这位同志校过前面一次，三校由不同的人来做。',
    en: 'They have read a proof in this round; each is by another person.',
  },
  remark_missing: { kind: 'invalid', zh: '退回要写意见，至少一条。', en: 'Sending back needs at least one remark.' },
  not_signed_here: { kind: 'conflict', zh: '您在这一轮没有签过。', en: 'You have not signed in this round.' },
  already_published: {
    kind: 'conflict',
    zh: '已经发布，签名不能收回；需要时可以撤回稿件。',
    en: 'It is published: the signature stands. Withdraw the text if need be.',
  },

  // Pins and deputies
  span_reversed: { kind: 'invalid', zh: '截止日 {to} 早于开始日 {from}。', en: 'The last day, {to}, lies before the first, {from}.' },
  pin_in_past: { kind: 'invalid', zh: '截止日 {to} 已经过去。', en: 'The last day, {to}, has gone by.' },
  pin_too_long: { kind: 'invalid', zh: '置顶最多 30 天，最晚到 {last}。', en: 'A pin holds for 30 days at most, to {last}.' },
  pin_places_taken: {
    kind: 'conflict',
    zh: '三个置顶位都有了：{titles}。请先取消一个。',
    en: 'All three places are taken: {titles}. Unpin one first.',
  },
  pin_place_taken: {
    kind: 'conflict',
    zh: '这个位置到 {to} 为止是《{title}》，请换一个。',
    en: 'Until {to} this place holds “{title}”. Choose another.',
  },
  already_pinned: { kind: 'conflict', zh: '它已经置顶在第 {place} 位，到 {to} 为止。', en: 'It is pinned already, in place {place} until {to}.' },
  deputy_is_self: { kind: 'invalid', zh: '请选另一位同志。', en: 'Choose somebody else.' },
  deputy_not_near: {
    kind: 'forbidden',
    zh: '代审由有职务的同志来定，代审人从本组织或上一级组织中选。',
    en: 'Who holds a post names a deputy, from the same organisation or the one above.',
  },
  deputy_in_past: { kind: 'invalid', zh: '截止日 {to} 已经过去。', en: 'The last day, {to}, has gone by.' },
  deputy_too_long: { kind: 'invalid', zh: '代审最多 90 天，最晚到 {last}。', en: 'A deputy stands in for 90 days at most, to {last}.' },
  deputy_taken: { kind: 'conflict', zh: '这段时间已经定了代审人，请先结束那一项。', en: 'A deputy is named for these days already. End that first.' },
});
