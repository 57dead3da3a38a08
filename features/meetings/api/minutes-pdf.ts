import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Call } from '#platform/server/call/call.ts';
import type { Download } from '#platform/server/http/feature.ts';
import type { Input } from '#platform/shared/contract/contract.ts';
import { dayOf, shanghaiIso } from '#platform/shared/day/day.ts';
import { attendanceOf } from '../attendance.ts';
import type { meetings } from '../contract.ts';
import { kindRules, type RecordableKind } from '../kind.ts';
import { mayReadMeeting } from '../policy.ts';
import { missingGlyphs, serif } from './font.ts';
import { loadParts, type Parts, punctualityOf, subjectOf } from './present.ts';
import { type Decision, type Meeting, meetingRepository } from './repository.ts';
import { agreementOf, attendeeOf } from './roll.ts';

/** The typesetter is loaded with the first paper that is asked for: a server at rest does without it. */
async function typesetter() {
  const { default: pdfmake } = await import('pdfmake');
  pdfmake.addFonts({ Serif: serif });
  pdfmake.setLocalAccessPolicy((path) => path === serif.normal || path === serif.bold);
  pdfmake.setUrlAccessPolicy(() => false);
  return pdfmake;
}

const titles: Readonly<Record<RecordableKind, string>> = {
  membersMeeting: '党员大会会议记录',
  committeeMeeting: '支部委员会会议记录',
  partyLecture: '党课记录',
  themeDay: '主题党日活动记录',
};
const day = (text: string) => `${Number(text.slice(0, 4))} 年 ${Number(text.slice(5, 7))} 月 ${Number(text.slice(8, 10))} 日`;
const clock = (at: Date) => shanghaiIso(at).slice(11, 16);
const moment = (at: Date) => `${day(dayOf(at))} ${clock(at)}`;

function timeOf({ startsAt, endsAt }: Meeting): string {
  if (!endsAt) return moment(startsAt);
  return `${moment(startsAt)} 至 ${dayOf(endsAt) === dayOf(startsAt) ? clock(endsAt) : moment(endsAt)}`;
}

/** A decision in the wording of minutes: who could vote, who was there, how they voted, what follows. */
export function decisionText(d: Decision): string {
  const secret = d.vote === 'admission' || d.vote === 'conversion';
  const who = d.vote === 'committee' ? '支部委员' : '有表决权的正式党员';
  const room = `${who} ${d.base} 人，到会 ${d.present} 人${d.written > 0 ? `，会前提交书面意见 ${d.written} 人` : ''}。`;
  const votes = `经${secret ? '无记名投票' : '表决'}，赞成 ${d.yes} 票，反对 ${d.no} 票，弃权 ${d.abstain} 票。`;
  const result = d.adopted
    ? `赞成人数超过应到会有表决权人数的半数，通过：${d.matter}`
    : `赞成人数未超过应到会有表决权人数的半数，未通过：${d.matter}`;
  return `${room}${votes}${result.replace(/[。.]$/, '')}。`;
}

const heading = (text: string): Content => ({ text, bold: true, margin: [0, 10, 0, 4] });
const paragraph = (text: string): Content => ({ text, leadingIndent: 24, margin: [0, 0, 0, 2] });
const paragraphs = (text: string): Content[] =>
  text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter(Boolean)
    .map(paragraph);
const numbered = (lines: readonly string[]): Content[] => lines.map((line, i) => paragraph(lines.length > 1 ? `${i + 1}. ${line}` : line));
const label = (text: string): TableCell => ({ text, alignment: 'center' });
const wide = (text: string): TableCell[] => [{ text, colSpan: 3 }, {}, {}];

function factsOf(meeting: Meeting, parts: Parts): Content {
  const sums = attendanceOf(parts.roll.map((row) => attendeeOf(row, meeting.kind)));
  const excused = sums.excused > 0 ? `，另有不计应到 ${sums.excused} 人` : '';
  const observers = meeting.observers.length > 0 ? `${meeting.observers.length} 人：${meeting.observers.join('、')}` : '无';
  const lecturer = meeting.lecturerPersonName ?? meeting.lecturerName;
  const body: TableCell[][] = [
    [label('党支部'), ...wide(meeting.branch.name)],
    [label('时　间'), ...wide(timeOf(meeting))],
    [
      label('地　点'),
      { text: meeting.online ? (meeting.place ? `${meeting.place}（线上）` : '线上') : (meeting.place ?? '') },
      label('主持人'),
      { text: meeting.chairName },
    ],
    [label('列　席'), { text: observers }, label('记录人'), { text: meeting.recorderName }],
    [label('到　会'), ...wide(`应到 ${sums.due} 人，实到 ${sums.present} 人，请假 ${sums.onLeave} 人，缺席 ${sums.absent} 人${excused}`)],
    ...(lecturer ? [[label('讲课人'), ...wide(lecturer)]] : []),
  ];
  return {
    table: { widths: [56, '*', 52, '*'], body },
    layout: {
      hLineWidth: () => 0.6,
      vLineWidth: () => 0.6,
      paddingTop: () => 5,
      paddingBottom: () => 5,
      paddingLeft: () => 8,
      paddingRight: () => 8,
    },
  };
}

function confirmationOf(meeting: Meeting, parts: Parts): Content[] {
  const { agreed, present } = agreementOf(parts.roll, meeting.kind, parts.amendments);
  const state = punctualityOf(meeting);
  const label = state === 'late' ? '（迟交）' : state === 'imported' ? '（补录）' : '';
  const lines = [
    meeting.receivedAt ? `提交：${moment(meeting.receivedAt)}${label}。已确认 ${agreed.length} 人，到会 ${present} 人。` : '会议记录尚未提交。',
    meeting.confirmedAt
      ? `确认：${meeting.confirmedByName ?? ''}，${moment(meeting.confirmedAt)}。记录正文 SHA-256：${meeting.sha256}`
      : meeting.receivedAt
        ? '主持人尚未确认。'
        : '',
    meeting.origin === 'demo' ? '演示数据，人名与内容均为虚构。' : '',
  ].filter(Boolean);
  return lines.map((text) => ({ text, fontSize: 9, color: '#444444', margin: [0, 2, 0, 0] }));
}

/** The official form of the minutes. */
export function minutesDocument(meeting: Meeting, parts: Parts): TDocumentDefinitions {
  const written = parts.items.filter((item) => item.points.trim() !== '');
  const ordinals = ['三', '四', '五'];
  const next = () => ordinals.shift() ?? '';
  const content: Content[] = [
    { text: titles[meeting.kind], fontSize: 18, bold: true, alignment: 'center', characterSpacing: 1.5, margin: [0, 0, 0, 6] },
    { text: meeting.title, alignment: 'center', margin: [0, 0, 0, 10] },
    factsOf(meeting, parts),
    heading('一、议题'),
    ...numbered(parts.items.map((item) => item.title)),
    heading('二、会议内容'),
    ...(written.length === 0
      ? [paragraph('（尚未填写）')]
      : written.flatMap((item) => [
          ...(written.length > 1 ? [{ text: item.title, bold: true, leadingIndent: 24, margin: [0, 4, 0, 2] } satisfies Content] : []),
          ...paragraphs(item.points),
        ])),
  ];
  if (kindRules[meeting.kind].votes.length > 0)
    content.push(
      heading(`${next()}、决议`),
      ...(parts.decisions.length > 0 ? numbered(parts.decisions.map(decisionText)) : [paragraph('本次会议没有表决事项。')]),
    );
  if (parts.nextSteps.length > 0)
    content.push(
      heading(`${next()}、下一步工作`),
      ...numbered(
        parts.nextSteps.map(
          (step) =>
            `${step.text}${step.ownerName ? `（${step.ownerName}${step.dueOn ? `，${day(step.dueOn)}前` : ''}）` : step.dueOn ? `（${day(step.dueOn)}前）` : ''}`,
        ),
      ),
    );
  content.push(
    { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 451, y2: 0, lineWidth: 0.5 }], margin: [0, 18, 0, 6] },
    ...confirmationOf(meeting, parts),
  );
  if (parts.addenda.length > 0)
    content.push(
      heading('补充记录'),
      ...parts.addenda.flatMap((a) => [paragraph(a.text), { text: `${a.name}，${moment(a.at)}`, fontSize: 9, alignment: 'right' } satisfies Content]),
    );
  const absent = missingGlyphs(textOf(content));
  if (absent.length > 0)
    content.push({
      text: `说明：以下字不在所用字体中，打印时显示为方框，以系统内记录为准：${absent.map((char) => `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()}`).join('、')}`,
      fontSize: 9,
      color: '#444444',
      margin: [0, 8, 0, 0],
    });
  return {
    info: { title: `${titles[meeting.kind]}：${meeting.title}`, author: meeting.branch.name, creator: '连心' },
    pageSize: 'A4',
    pageMargins: [72, 72, 72, 64],
    defaultStyle: { font: 'Serif', fontSize: 12, lineHeight: 1.35 },
    content,
    footer: (page, pages) => ({ text: `第 ${page} 页，共 ${pages} 页`, fontSize: 9, alignment: 'center', margin: [0, 24, 0, 0] }),
  };
}

/** All text of a document's content, to look for characters that the font lacks. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(textOf).join('');
  if (value === null || typeof value !== 'object') return '';
  return Object.entries(value)
    .filter(([key]) => key === 'text' || key === 'table' || key === 'body')
    .map(([, inner]) => textOf(inner))
    .join('');
}

/** The minutes as PDF, to those who read the record. */
export async function minutesPdf(call: Call, { meetingId }: Input<typeof meetings.minutesPdf>): Promise<Download> {
  const meeting = await meetingRepository(call.tx).byId(meetingId, call.today);
  const subject = call.permit(mayReadMeeting, meeting && subjectOf(meeting));
  if (subject.state === 'cancelled') call.refuse('meeting_cancelled');
  if (subject.state === 'planned' || subject.state === 'announced') call.refuse('meeting_not_held');
  const found = meeting as Meeting;
  const pdfmake = await typesetter();
  const body = await pdfmake.createPdf(minutesDocument(found, await loadParts(call, found))).getBuffer();
  return { name: `${found.heldOn} ${titles[found.kind]}.pdf`, mediaType: 'application/pdf', body, inline: true };
}
