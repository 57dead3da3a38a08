/** The sentences in which meetings say no, each with the next step. */
import { sentences } from '#platform/shared/sentences/sentences.ts';

export const meetingSentences = sentences({
  // Who
  not_in_branch: {
    kind: 'forbidden',
    zh: '这里由本支部党员使用。已经转入的，请支部书记先把您编入支部。',
    en: 'This is for members of the branch. If you have moved here, ask its secretary to enter you first.',
  },
  not_secretary: {
    kind: 'forbidden',
    zh: '这一步由支部书记、副书记或支部委员办理，可以请他们来办。',
    en: 'The secretary, the deputy or a committee member does this; please ask one of them.',
  },
  not_decider: {
    kind: 'forbidden',
    zh: '修改意见由记录人处理；记录人已离开支部的，由书记处理。',
    en: 'Proposals are decided by the recorder or, when the recorder has left the branch, by the secretary.',
  },
  own_amendment: {
    kind: 'forbidden',
    zh: '自己提的意见要由支部委员会的另一位同志处理。',
    en: 'What you proposed yourself is decided by somebody else of the committee.',
  },
  amendment_changes_nothing: {
    kind: 'invalid',
    zh: '采纳意见要把记录改过来：请改要点、名单、票数或下一步，再采纳。',
    en: 'Accepting a proposal changes the record: mend the points, the roll, the votes or the next steps, then accept.',
  },
  not_recorder: {
    kind: 'forbidden',
    zh: '这一步由记录人或支部委员会办理。需要您来记录时，请书记把您定为记录人。',
    en: 'The recorder or the branch committee does this. To record it yourself, ask the secretary to name you as recorder.',
  },
  not_chair: {
    kind: 'forbidden',
    zh: '会议记录由主持人确认。主持人已转出的，由书记或上级指定的副书记确认。',
    en: 'The chair confirms the minutes. If the chair has left, the secretary or a deputy named by the level above does.',
  },
  not_attendee: {
    kind: 'forbidden',
    zh: '到会党员才能确认记录或提修改意见。您到过会的，请记录人先更正到会名单。',
    en: 'Members who were present agree or propose amendments. If you were there, ask the recorder to correct the roll first.',
  },
  not_entitled: {
    kind: 'forbidden',
    zh: '表决由有表决权的正式党员参加。您可以在会上发表意见，由记录人记入会议记录。',
    en: 'Full members entitled to vote take part in this vote. You can speak at the meeting and have it written into the minutes.',
  },
  not_level_above: {
    kind: 'forbidden',
    zh: '这一步由上级党组织办理，请联系学院党组织。',
    en: 'The level above does this; please contact the school organisation.',
  },

  // States
  meeting_not_planned: {
    kind: 'conflict',
    zh: '只有计划中的会议可以发通知。请刷新，看它现在到了哪一步。',
    en: 'Only a planned meeting can be announced. Refresh to see where it stands now.',
  },
  meeting_not_announced: {
    kind: 'conflict',
    zh: '会议还没有发通知。请先发通知，再点名或签到。',
    en: 'The meeting has not been announced. Announce it first, then take the roll or sign in.',
  },
  meeting_not_held: {
    kind: 'conflict',
    zh: '会议还没有召开。请先点名开会，再写记录和表决。',
    en: 'The meeting has not been held. Open it and take the roll first, then write points and votes.',
  },
  meeting_already_held: {
    kind: 'conflict',
    zh: '会议已经召开，不能取消。请把会议记录补全后提交。',
    en: 'The meeting has been held and cannot be cancelled. Complete its minutes and submit them.',
  },
  meeting_not_recorded: {
    kind: 'conflict',
    zh: '会议记录还没有提交。请记录人先提交，再确认或提修改意见。',
    en: 'The minutes have not been submitted. The recorder submits them first; then they can be agreed to or amended.',
  },
  meeting_recorded: {
    kind: 'conflict',
    zh: '会议记录已提交。要改动，请到会党员提修改意见，由记录人处理。',
    en: 'The minutes have been submitted. To change them, a member who was present proposes an amendment and the recorder answers it.',
  },
  meeting_confirmed: {
    kind: 'conflict',
    zh: '会议记录已确认，正文不再改动。需要补充时，请写补充记录。',
    en: 'The minutes are confirmed and their text no longer changes. To add something, write an addendum.',
  },
  meeting_not_confirmed: {
    kind: 'conflict',
    zh: '会议记录还没有确认，现在可以直接修改或提修改意见，不需要补充记录。',
    en: 'The minutes are not confirmed yet; change or amend them now, no addendum is needed.',
  },
  meeting_cancelled: { kind: 'gone', zh: '会议已取消。要开的话，请另定一次。', en: 'The meeting was cancelled. To hold it, plan a new one.' },
  reason_missing: { kind: 'invalid', zh: '请写明理由，相关党员会看到。', en: 'Please write the reason; the members concerned will see it.' },
  branch_dissolved: {
    kind: 'conflict',
    zh: '支部已撤销，不再新增会议。撤销前的记录仍可查看。',
    en: 'The branch has been dissolved and takes no new meetings. Its earlier records can still be read.',
  },

  not_a_branch: { kind: 'invalid', zh: '会议由党支部召开。请选一个支部。', en: 'Meetings are held by branches. Choose a branch.' },
  meeting_id_taken: {
    kind: 'conflict',
    zh: '这次会议已经登记过了。请刷新列表查看。',
    en: 'This meeting has already been entered. Refresh the list to see it.',
  },

  // Planning and times
  kind_not_open: {
    kind: 'invalid',
    zh: '这类组织生活还不能在这里记录。请先选党员大会、支部委员会会议、党课或主题党日。',
    en: 'This kind cannot be recorded here yet. Choose a members’ meeting, committee meeting, party lecture or theme day.',
  },
  place_missing: { kind: 'invalid', zh: '请填写地点，或选“线上”。', en: 'Give a place, or choose “online”.' },
  starts_in_future: {
    kind: 'invalid',
    zh: '开始时间还没到。请到时再点名记录；已经开过的，请改正开始时间。',
    en: 'The starting time has not come. Take the roll and record it then; if it was held already, correct the starting time.',
  },
  starts_in_past: {
    kind: 'invalid',
    zh: '计划的开始时间已经过去。已经开过的，请选“开过，补记录”。',
    en: 'The planned time has passed. If it was held already, choose “held, add the record”.',
  },
  ends_before_start: {
    kind: 'invalid',
    zh: '结束时间应晚于开始时间。过了零点的，请把结束日期改为第二天。',
    en: 'The end must be later than the start. If it ran past midnight, set the end to the next day.',
  },
  chair_not_member: {
    kind: 'invalid',
    zh: '主持人应是这次会议的参加人。请在名单里另选一位。',
    en: 'The chair must be one whose meeting it is. Choose another from the list.',
  },
  recorder_not_member: {
    kind: 'invalid',
    zh: '记录人应是这次会议的参加人。请在名单里另选一位。',
    en: 'The recorder must be one whose meeting it is. Choose another from the list.',
  },
  no_committee: {
    kind: 'conflict',
    zh: '支部没有设支部委员会，不需要开支委会会议。已选出的，请先登记支部委员。',
    en: 'The branch has no committee, so no committee meeting is needed. If one was elected, enter its members first.',
  },
  answer_closed: {
    kind: 'conflict',
    zh: '会议已经开始，不能再改回复。不能到会的，请告诉记录人。',
    en: 'The meeting has begun and answers are closed. If you cannot come, tell the recorder.',
  },

  occasion_not_joined: {
    kind: 'invalid',
    zh: '合并成一次活动的，应是本支部同一天的一次主题党日和一次党课。请核对日期和种类。',
    en: 'One occasion joins a theme day and a lecture of the same branch on the same day. Check the date and the kinds.',
  },

  // Roll and sign-in
  person_not_on_roll: {
    kind: 'invalid',
    zh: '名单里有不属于这次会议的人。请把他们改为列席。',
    en: 'The roll holds people whose meeting it is not. Mark them as observers.',
  },
  committee_too_few: {
    kind: 'conflict',
    zh: '支委共 {base} 人，到会 {present} 人，到 {needed} 人才能开会。请等人到齐或另定时间。（《支部工作条例（试行）》第十二条）',
    en: '{present} of {base} committee members are present; {needed} are needed to begin. Wait, or choose another time. (Regulations on Party Branches, art. 12)',
  },
  code_wrong: {
    kind: 'invalid',
    zh: '签到码不对。请看会场屏幕上现在的六位数字，再输一次。',
    en: 'The code is not right. Look at the six digits now on the screen and enter them again.',
  },
  code_expired: {
    kind: 'gone',
    zh: '签到码已换新。请看会场屏幕上现在的六位数字，再输一次。',
    en: 'The code has been replaced. Look at the six digits now on the screen and enter them again.',
  },
  too_many_codes: {
    kind: 'too_many',
    zh: '输错的次数较多，请 {seconds} 秒后再试，或请记录人点名时记上您。',
    en: 'Too many wrong codes. Try again in {seconds} seconds, or ask the recorder to mark you on the roll.',
  },
  sign_in_closed: {
    kind: 'conflict',
    zh: '现在不是签到时间，会前一小时到散会可以签到。到过会的，请记录人在名单里记上您。',
    en: 'Sign-in is open from an hour before the meeting to its end. If you were there, ask the recorder to mark you on the roll.',
  },
  file_not_picture: {
    kind: 'invalid',
    zh: '这个文件不是能打开的照片。请选 JPEG、PNG 或 WebP 照片。',
    en: 'This file is not a picture that can be opened. Choose a JPEG, PNG or WebP picture.',
  },
  too_many_photos: {
    kind: 'too_large',
    zh: '一次会议最多放 {most} 张照片。请先删去几张。',
    en: 'A meeting takes at most {most} photos. Remove some first.',
  },

  // Votes
  vote_not_in_this_kind: {
    kind: 'conflict',
    zh: '这类会议不作这种表决。需要表决的事，请在党员大会或支部委员会会议上办。',
    en: 'This vote is not taken in a meeting of this kind. Take it in a members’ meeting or a committee meeting.',
  },
  duplicate_matter: {
    kind: 'conflict',
    zh: '这件事在本次会议上已有表决结果。请查看已有的结果，或换一个事项名称。',
    en: 'This matter already has a decision in this meeting. See that one, or name the matter differently.',
  },
  one_candidate_at_a_time: {
    kind: 'invalid',
    zh: '接收和转正要逐人讨论、逐人表决。请每次只选一人。（《发展党员工作细则》第二十一条）',
    en: 'Admission and conversion are discussed and voted on one person at a time. Choose one. (Rules on Developing Members, art. 21)',
  },
  not_to_be_admitted: {
    kind: 'conflict',
    zh: '接收的应是本支部的发展对象或入党积极分子，当天之前还不是党员。请核对所选的人。（《发展党员工作细则》第二十条）',
    en: 'Admission is of a development target or activist of the branch who was not a member before that day. Check whom you chose. (Rules on Developing Members, art. 20)',
  },
  not_to_be_converted: {
    kind: 'conflict',
    zh: '转正的应是本支部的预备党员，或预备期刚满半年以内的。请核对所选的人。',
    en: 'Conversion is of a probationary member of the branch, or of one whose probation ended within half a year. Check whom you chose.',
  },
  ballot_not_secret: {
    kind: 'invalid',
    zh: '接收和转正应当无记名投票。请改用无记名投票后再记结果。（《发展党员工作细则》第二十一条）',
    en: 'Admission and conversion are voted on by secret ballot. Hold one, then record the result. (Rules on Developing Members, art. 21)',
  },
  no_quorum: {
    kind: 'conflict',
    zh: '应到会有表决权的 {base} 人，到会 {present} 人，到 {needed} 人才能表决。可以先议别的事，人到了再表决。',
    en: '{present} of {base} entitled members are present; {needed} are needed for this vote. Go on with other matters and vote when they have come.',
  },
  tally_incomplete: {
    kind: 'invalid',
    zh: '请填全赞成、反对、弃权的票数，没有的填 0；书面意见的票数包含在内。',
    en: 'Enter the votes for, against and abstaining, 0 where there are none; votes in writing are included.',
  },
  written_not_counted: {
    kind: 'invalid',
    zh: '能计入的书面意见有 {opinions} 份：只计会前收到、本人未到会的，且只用于接收和转正。请核对后再填。',
    en: '{opinions} written opinions count: those received before the meeting from members who did not come, and only for admission and conversion. Check and enter again.',
  },
  too_many_votes: {
    kind: 'invalid',
    zh: '票数最多 {most} 张，现在填多了。请核对到会名单和票数。',
    en: 'There can be at most {most} votes, and more were entered. Check the roll and the votes.',
  },
  ground_not_listed: {
    kind: 'invalid',
    zh: '这不是条例列明的情形，仍计入应到会。请假的，在名单里记请假和理由。',
    en: 'This is not one of the listed grounds, so the member stays in the base. For leave, note it with its reason on the roll.',
  },
  consent_missing: {
    kind: 'conflict',
    zh: '不计入应到会须经上级党组织同意。请先报上级，再登记批准情况。',
    en: 'Leaving a member out of the base needs the consent of the level above. Ask for it first, then enter it.',
  },
  meeting_vote_missing: {
    kind: 'conflict',
    zh: '不计入应到会还须党员大会通过。请先在会上表决，再登记。',
    en: 'Leaving a member out of the base also needs a vote of the members’ meeting. Take it first, then enter it.',
  },

  // Minutes, amendments, confirming
  minutes_incomplete: {
    kind: 'invalid',
    zh: '会议记录还差 {missing} 项，见页面上的标记。补全后再提交，已写的都在。',
    en: 'The minutes lack {missing} items, marked on the page. Complete them and submit; what you wrote is kept.',
  },
  amendment_open: {
    kind: 'conflict',
    zh: '还有 {open} 条修改意见没有处理。请记录人逐条采纳或说明理由，再确认。',
    en: '{open} proposed amendments are undecided. The recorder accepts or declines each with a reason; then confirm.',
  },
  amendment_decided: {
    kind: 'conflict',
    zh: '这条修改意见已经处理过。请刷新查看结果。',
    en: 'This amendment has been decided. Refresh to see the result.',
  },
  amendment_window_over: {
    kind: 'conflict',
    zh: '提交已满 48 小时，确认和修改的时间已过。需要补充的，确认后可以写补充记录。',
    en: 'The 48 hours after submission are over. To add something, an addendum can be written once the minutes are confirmed.',
  },
  chair_still_here: {
    kind: 'conflict',
    zh: '主持人还在这个支部，会议记录由主持人确认，不用另外指定。',
    en: 'The chair is still in this branch and confirms the minutes; nobody else is named.',
  },
  deputy_not_member: {
    kind: 'invalid',
    zh: '代为确认的人应是这个支部现在的正式党员，请另选一位。',
    en: 'Who confirms in the chair’s place is a full member of this branch today. Choose another.',
  },
  deputy_already_named: { kind: 'conflict', zh: '已经指定了这位同志，不用再指定。', en: 'This person has been named already.' },
  too_early_to_confirm: {
    kind: 'conflict',
    zh: '已确认 {agreed} 人，到会 {present} 人。到会党员全部确认后即可确认，或 {hours} 小时后再确认。',
    en: '{agreed} of {present} present have agreed. Confirm once all have, or in {hours} hours.',
  },
});

export type MeetingCode = keyof typeof meetingSentences;
