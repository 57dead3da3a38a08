import { writeRoster } from '#features/members/api/workbook/write-roster.ts';
import { checkCharacter } from '#features/members/id-number.ts';
import type { OrganisationValues } from '#features/members/organisation-row.ts';
import type { PersonValues } from '#features/members/person-row.ts';

const SCHOOLS = 20;
const BRANCHES = 40;

/** A standard workbook of invented people: one committee, 20 schools with 40 branches each, `count` members. */
export function rosterWorkbook(count: number): Promise<Buffer> {
  const organisation = (
    code: string,
    name: string,
    kind: OrganisationValues['kind'],
    composition: OrganisationValues['composition'],
  ): OrganisationValues => ({
    code,
    name,
    kind,
    composition,
    parentCode: code.length > 3 ? code.slice(0, -2) : null,
    foundedOn: '2012-03-01',
    termBegan: '2024-05-20',
    termYears: kind === 'branch' ? 3 : 5,
    note: null,
  });
  const two = (n: number) => String(n + 1).padStart(2, '0');
  const organisations = [organisation('001', '岚川大学委员会', 'committee', null)];
  const codes: string[] = [];
  for (let school = 0; school < SCHOOLS; school++) {
    organisations.push(organisation(`001${two(school)}`, `第${school + 1}学院委员会`, 'committee', null));
    for (let branch = 0; branch < BRANCHES; branch++) {
      const code = `001${two(school)}${two(branch)}`;
      codes.push(code);
      organisations.push(organisation(code, `教工第${branch + 1}党支部`, 'branch', 'staff'));
    }
  }
  return writeRoster({
    organisations,
    personal: true,
    persons: Array.from({ length: count }, (_, index) => personAt(index, codes[index % codes.length] as string)),
  });
}

function personAt(index: number, organisationCode: string): PersonValues {
  const day = new Date(Date.UTC(1970, 0, 1 + (index % 7000))).toISOString().slice(0, 10);
  const man = index % 2 === 1;
  // Two figures say whose turn it is among those born on one day; the last is odd for men.
  const digits = `9901${String(Math.floor(index / 7000) + 1).padStart(2, '0')}${day.replaceAll('-', '')}01${man ? 1 : 2}`;
  return {
    name: `测试${String.fromCodePoint(0x4e00 + (index % 5000))}${String.fromCodePoint(0x4e00 + (index % 3001))}`,
    sex: man ? 'male' : 'female',
    ethnicity: '01',
    birthDate: day as PersonValues['birthDate'],
    idNumber: `${digits}${checkCharacter(digits)}`,
    nativePlace: null,
    education: null,
    degree: null,
    staffNumber: `T${String(index).padStart(8, '0')}`,
    identity: 'teacher',
    category: 'full',
    organisationCode,
    appliedOn: '2009-03-15',
    admittedOn: '2011-06-20',
    convertedOn: '2012-06-20',
    posts: null,
    phone: `199${String(index).padStart(8, '0')}`,
    email: null,
    mobile: false,
    note: null,
  };
}
