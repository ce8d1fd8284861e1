// What applicants do before a journey of staff begins: through the API, as any program would.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import { PAGE, PASSWORD } from './browser.mjs';

/** A call of the API; throws what was refused. */
export async function call(token, query, variables = {}) {
  const answer = await fetch(`${PAGE}/graphql`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await answer.json();
  assert.equal(errors, undefined, JSON.stringify(errors));
  const [payload] = Object.values(data);
  assert.deepEqual(payload?.userErrors ?? [], []);
  return payload;
}

export const tokenOf = async (login) =>
  (
    await call(
      null,
      'mutation($input: SignInInput!) { signIn(input: $input) { token userErrors { code message } } }',
      {
        input: { login, password: PASSWORD },
      },
    )
  ).token;

const mutation = (name, kind, selection) =>
  `mutation($input: ${kind}!) { ${name}(input: $input) { ${selection} userErrors { code message field } } }`;

/** A request of a father for one of his children, that waits for a decision; gives its number. */
export async function fileRequest(login, child, phone) {
  const token = await tokenOf(login);
  const { family } = await call(token, '{ viewer { family { patientId displayName } } }');
  const { patientId } = family.find(({ displayName }) => displayName.includes(child));
  const { accessRequest: draft } = await call(
    token,
    mutation('createAccessRequest', 'CreateAccessRequestInput', 'accessRequest { id }'),
    { input: { purpose: 'GRANT', record: { patientId } } },
  );
  const { id } = draft;
  await call(token, mutation('requestAccessRequestCode', 'RequestAccessRequestCodeInput', 'sentTo'), {
    input: { id, phone },
  });
  const [{ code }] = await (await fetch(`${PAGE}/demo/outbox?login=${encodeURIComponent(phone)}`)).json();
  await call(
    token,
    mutation('confirmAccessRequestPhone', 'ConfirmAccessRequestPhoneInput', 'accessRequest { id }'),
    {
      input: { id, code },
    },
  );
  const photo = await fetch(`${PAGE}/access-requests/${id}/photo`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}` },
    body: picture(800, 600),
  });
  assert.equal(photo.status, 201, await photo.text());
  const { consent } = await call(token, '{ accessService { consent { version } } }');
  const { accessRequest } = await call(
    token,
    mutation('submitAccessRequest', 'SubmitAccessRequestInput', 'accessRequest { number }'),
    { input: { id, consentVersion: consent.version } },
  );
  // The registries of the demo answer within seconds.
  for (let looks = 0; looks < 100; looks++) {
    const { accessRequests } = await call(
      token,
      '{ viewer { accessRequests(first: 20) { nodes { id state } } } }',
    );
    if (accessRequests.nodes.find((one) => one.id === id)?.state === 'MANUAL_REVIEW')
      return accessRequest.number;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  assert.fail('the request does not come to the registrar');
}

/** A claim about a child with a foreign document, which an MFC verifies; gives it. */
export async function addForeignChild(login, child) {
  const { claim } = await call(
    await tokenOf(login),
    mutation('addFamilyMember', 'AddFamilyMemberInput', 'claim { id number state }'),
    { input: { relationship: 'DAUGHTER', ...child } },
  );
  return claim;
}

/** One case of each kind that has a page: what already waits, or else what is filed now; their ids. */
export async function fileCases() {
  const [sergey, stranger, registrar] = await Promise.all(['sergey', 'stranger', 'registrar'].map(tokenOf));
  const waiting = async () => {
    const { accessRequests } = await call(
      sergey,
      '{ viewer { accessRequests(first: 20) { nodes { id state } } } }',
    );
    return accessRequests.nodes.find(({ state }) => state === 'MANUAL_REVIEW')?.id;
  };
  const opened = async () =>
    (await call(registrar, '{ serviceCases(first: 1) { nodes { id } } }')).nodes[0]?.id;
  if (!(await waiting())) await fileRequest('sergey', 'Павел', '+79000007104');
  if (!(await opened()))
    await call(stranger, mutation('requestPersonalData', 'RequestPersonalDataInput', 'case { id }'), {
      input: {},
    });
  const claim = await addForeignChild('stranger', {
    familyName: 'Чужая',
    givenName: 'Ася',
    birthDate: '2021-02-03',
    document: { kind: 'FOREIGN_DOCUMENT', number: `AB ${randomInt(1_000_000, 9_999_999)}` },
  });
  return { request: await waiting(), serviceCase: await opened(), claim: claim.id };
}

/** The insurer asks the clinic about a complaint. */
export const askClinic = async (id) =>
  call(await tokenOf('insurer'), mutation('askClinic', 'AskClinicInput', 'complaint { id }'), {
    input: { id, question: 'Просим пояснить, оказана ли услуга.' },
  });

/** How an officer names one of the cast (backend/demo/people.py): СНИЛС by the place in the cast, the birth date by age. */
export function castKey(place, years, months, today = new Date()) {
  const nine = `900${String(place + 101).padStart(6, '0')}`;
  const sum = [...nine].reduce((all, digit, index) => all + Number(digit) * (9 - index), 0) % 101;
  const [year, month, day] = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Moscow' })
    .format(today)
    .split('-')
    .map(Number);
  const all = year * 12 + month - 1 - months;
  return {
    snils: nine + String(sum === 100 ? 0 : sum).padStart(2, '0'),
    born: [Math.min(day, 28), (all % 12) + 1, Math.floor(all / 12) - years].map(String),
  };
}

/** The passport of one of the cast between 20 and 44: given a month after the twentieth birthday. */
export function castPassport(place, years, months) {
  const [day, month, year] = castKey(place, years, months).born.map(Number);
  const issued = new Date(Date.UTC(year + 20, month - 1, day + 30));
  return `45${String(issued.getUTCFullYear()).slice(2)} ${900001 + place}`;
}

/** A PNG in colour: no two neighbours alike, so that it is no blank sheet. */
export function picture(width, height) {
  const raw = Buffer.alloc(height * (width * 3 + 1));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * (width * 3 + 1) + 1 + x * 3;
      raw[at] = (x * 7) % 256;
      raw[at + 1] = (y * 5) % 256;
      raw[at + 2] = (x * y) % 256;
    }
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
