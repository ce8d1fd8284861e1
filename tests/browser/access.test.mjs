// Access and family in the page alone: on a phone, with a registrar who decides through the API.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from './axe.mjs';
import {
  assertCalm,
  codeOf,
  go,
  heading,
  launch,
  open,
  PAGE,
  settled,
  signIn,
  textOf,
} from './browser.mjs';
import { call, picture, tokenOf } from './filing.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const come = async (who, width = 390) => {
  const at = await open(browser, { width });
  await signIn(at, who);
  await at.page.waitForFunction(
    () => document.querySelector('main h1') && document.querySelector('main h1').textContent !== 'Вход',
  );
  await settled(at.page);
  return at;
};
const next = async ({ page }, name = 'Дальше') => {
  await page.getByRole('button', { name, exact: true }).click();
  await settled(page);
};
const noViolations = ({ page }) => assertAccessible(page, page.url());

/** Somebody's calls to the API, each giving what its one field answers. */
async function caller(login) {
  const token = await tokenOf(login);
  return Object.assign((query, variables) => call(token, query, variables), { token });
}

test('a father asks for his daughter’s record on a phone, is told of the decision and opens it', async () => {
  // What he states about himself has a page and a journey of its own.
  const sergey = await caller('sergey');
  const { profile } = await sergey(
    '{ viewer { profile { version familyName givenName patronymic birthDate sex } } }',
  );
  const { version, ...stated } = profile;
  const passport = {
    series: '4511',
    number: '123455',
    issuedOn: '2020-04-02',
    issuer: 'ОВД',
    departmentCode: '770-099',
  };
  await sergey(
    'mutation($input: SaveProfileInput!) { saveProfile(input: $input) { userErrors { code message } } }',
    {
      input: { version, ...stated, passport },
    },
  );

  const at = await come('sergey');
  await go(at.page, '/access');
  await noViolations(at);
  await at.page.getByRole('link', { name: /Соколова Вера/ }).click();
  await at.page.waitForSelector('#phone');
  // Whoever asks gets the access, unless they say otherwise.
  await go(at.page, `${new URL(at.page.url()).pathname}/grantee`);
  assert.equal(await heading(at.page), 'Кому открыть доступ?');
  await noViolations(at);
  await next(at);
  await at.page.fill('#phone', '+79000000002');
  await next(at, 'Получить код');
  await at.page.waitForSelector('#code');
  await at.page.fill('#code', await codeOf('sergey'));
  await next(at, 'Подтвердить телефон');
  await at.page.waitForSelector('#photo', { state: 'attached' });
  await at.page.setInputFiles('#photo', {
    name: 'note.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('no picture'),
  });
  assert.match(await textOf(at.page), /не фотография/);
  await at.page.setInputFiles('#photo', { name: 'me.png', mimeType: 'image/png', buffer: picture(640, 640) });
  await at.page.waitForSelector('figure img');
  await noViolations(at);
  await next(at);
  await at.page.waitForSelector('#consentVersion');
  await noViolations(at);
  await next(at, 'Отправить запрос');
  assert.match(await textOf(at.page), /Без согласия/);
  await at.page.check('#consentVersion');
  await next(at, 'Отправить запрос');
  await at.page.waitForFunction(
    () => document.body.textContent.includes('Путь запроса') || document.querySelector('ol[aria-label]'),
  );
  assert.match(await textOf(at.page), /Ответим не позже|не позже/);
  assert.match(await textOf(at.page), /Что вы увидите/);
  await noViolations(at);

  const registrar = await caller('registrar');
  let item;
  for (let tries = 0; !item && tries < 60; tries++) {
    const { nodes } = await registrar('{ registrarQueue { nodes { id state } } }');
    item = nodes.find(({ state }) => state === 'MANUAL_REVIEW');
    if (!item) await at.page.waitForTimeout(250);
  }
  assert.ok(item, 'the request comes to the registrar');
  await registrar(
    'mutation($input: AccessRequestDeskInput!) { takeAccessRequest(input: $input) { userErrors { code } } }',
    { input: { id: item.id } },
  );
  const filed = await registrar(
    'query($id: ID!) { accessRequestCase(id: $id) { photo { url } } }',
    { id: item.id },
  );
  const photo = await fetch(`${PAGE}${filed.photo.url}`, {
    headers: { authorization: `Bearer ${registrar.token}` },
  });
  assert.equal(photo.status, 200);
  await registrar(
    'mutation($input: DecideAccessRequestInput!) { decideAccessRequest(input: $input) { userErrors { code message } } }',
    {
      input: { id: item.id, decision: 'APPROVE' },
    },
  );

  // The page hears of it by itself, and so does the bell.
  await at.page.getByRole('link', { name: 'Перейти к медкарте' }).waitFor();
  await at.page.getByRole('link', { name: /Уведомления/ }).click();
  await settled(at.page);
  assert.match(await textOf(at.page), /Доступ открыт|Запрос на доступ/);
  await noViolations(at);
  await go(at.page, '/access');
  await at.page
    .getByRole('link', { name: /Соколова Вера Сергеевна/, exact: true })
    .last()
    .click();
  await at.page.waitForSelector('#code');
  await at.page.fill('#code', await codeOf('sergey'));
  await at.page.click('button[type=submit]');
  await settled(at.page);
  assert.match(await heading(at.page), /Вера/);
  assertCalm(at);
  await at.context.close();
});

test('a mother ends her own access at once, and nobody else’s', async () => {
  const at = await come('anna', 1280);
  await go(at.page, '/access');
  await noViolations(at);
  const vera = at.page.locator('main li', { hasText: 'Соколова Вера' }).last();
  await vera.getByRole('button', { name: 'Завершить' }).click();
  await at.page.getByRole('button', { name: 'Завершить доступ' }).click();
  await at.page.getByText(/Доступ завершён: Соколова Вера/).waitFor();
  assertCalm(at);
  await at.context.close();
});

test('a parent adds a child by each way, and is told what to do next', async () => {
  const at = await come('anna');
  const born = async () => {
    for (const [part, value] of [
      ['', '5'],
      ['-month', '3'],
      ['-year', '2019'],
    ])
      await at.page.fill(`#birthDate${part}`, value);
  };
  const add = async (way, document, more = async () => {}) => {
    await go(at.page, '/family/new');
    await at.page.getByLabel(way).check();
    await next(at);
    await at.page.fill('#familyName', 'Соколова');
    await at.page.fill('#givenName', 'Дарья');
    await born();
    await more();
    await at.page.fill('[id="document.number"]', document);
    await noViolations(at);
    await next(at, 'Отправить на проверку');
    await at.page.waitForSelector('ol[aria-label]');
  };
  await add(/выдано в России/, 'iv-мю 123450', () => at.page.getByLabel('Моя дочь').check());
  assert.match(await textOf(at.page), /Заявление №/);
  await noViolations(at);
  await add(/в другой стране/, 'AB 100200', () => at.page.getByLabel('Моя дочь').check());
  assert.match(await textOf(at.page), /Возьмите с собой оригиналы/);
  await noViolations(at);
  await at.page.getByRole('button', { name: 'Удалить из списка' }).click();
  await at.page.getByRole('dialog').getByRole('button', { name: 'Удалить из списка' }).click();
  await at.page.waitForFunction(() => location.pathname === '/family');
  await add(/Я опекун/, 'II-МЮ 765430', () => at.page.getByLabel('Женский').check());
  assert.match(await textOf(at.page), /Заявление №/);
  assertCalm(at);
  await at.context.close();
});
