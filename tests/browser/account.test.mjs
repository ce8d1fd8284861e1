// The account: registered, confirmed, protected and recovered, on a phone.
import assert from 'node:assert/strict';
import { createHmac, randomInt } from 'node:crypto';
import { test } from 'node:test';
import { assertAccessible } from './axe.mjs';
import { assertCalm, codeOf, go, open, PAGE, settled, signIn, textOf } from './browser.mjs';
import { browser, leave } from './visitor.mjs';

const PHONE = { width: 390, height: 844 };
const SECRET = 'три тихих парома';
const newPhone = () => `+7900${randomInt(1_000_000, 9_999_999)}`;
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
const card = (page, title) =>
  page.locator('section', { has: page.getByRole('heading', { name: title, exact: true }) });

/** RFC 6238 with the defaults: HMAC-SHA-1, 30 seconds, six digits. */
function totp(secret, steps = 0) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replace(/\s/g, '')]
    .map((one) => alphabet.indexOf(one).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const mac = createHmac('sha1', key).update(counter).digest();
  const at = mac.at(-1) & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** A newcomer with a phone of their own, signed in. */
async function register(at, phone = newPhone()) {
  const { page } = at;
  await page.goto(`${PAGE}/sign-up`);
  await page.fill('#login', phone);
  await press(page, 'Получить код');
  await page.waitForSelector('#code');
  await page.fill('#code', await codeOf(encodeURIComponent(phone)));
  await page.fill('#password', SECRET);
  await press(page, 'Зарегистрироваться');
  await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Мои карты');
  await settled(page);
  return phone;
}

test('a newcomer registers, is told what to do first, and has the passport confirmed', async () => {
  const at = await open(browser, PHONE);
  const { page } = at;
  await page.goto(PAGE);
  await page.getByRole('link', { name: 'Зарегистрироваться' }).click();
  await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Регистрация');
  await assertAccessible(page, 'registration');
  await press(page, 'Получить код');
  await page.getByRole('alert').getByText('Введите телефон или почту').waitFor();
  const phone = newPhone();
  await page.fill('#login', phone);
  await press(page, 'Получить код');
  await page.waitForSelector('#code');
  await assertAccessible(page, 'registration, the code');
  await page.fill('#code', await codeOf(encodeURIComponent(phone)));
  await page.fill('#password', 'password123');
  await press(page, 'Зарегистрироваться');
  await page
    .getByRole('alert')
    .getByText(/подбирают одним из первых/)
    .waitFor();
  assert.equal(await page.getAttribute('#password', 'aria-invalid'), 'true');
  assert.equal(await page.inputValue('#password'), 'password123');
  await page.fill('#password', SECRET);
  await press(page, 'Зарегистрироваться');
  await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Мои карты');
  await settled(page);
  await page.getByText('Подтвердите личность').waitFor();
  await assertAccessible(page, 'home of a newcomer');
  await page.locator('main').getByRole('link', { name: 'Заполнить профиль' }).click();
  await page.waitForSelector('#familyName');
  await press(page, 'Сохранить и проверить');
  await page.getByRole('alert').waitFor();
  await assertAccessible(page, 'profile, what is missing');
  await page.fill('#familyName', 'Ветрова');
  await page.fill('#givenName', 'Ника');
  for (const [box, value] of [
    ['birthDate', '5'],
    ['birthDate-month', '3'],
    ['birthDate-year', '1990'],
  ])
    await page.fill(`[id="${box}"]`, value);
  await page.getByLabel('Женский').check();
  await page.fill('#snils', snils());
  await page.fill('[id="passport.series"]', '4511');
  await page.fill('[id="passport.number"]', `${randomInt(10_000, 99_999)}5`);
  for (const [box, value] of [
    ['', '2'],
    ['-month', '4'],
    ['-year', '2011'],
  ])
    await page.fill(`[id="passport.issuedOn${box}"]`, value);
  await page.fill('[id="passport.issuer"]', 'ОВД района Тихий');
  await page.fill('[id="passport.departmentCode"]', '770-099');
  await press(page, 'Сохранить и проверить');
  await page.getByText('Паспорт подтверждён.').waitFor();
  await page.getByText('Стандартная').waitFor();
  await assertAccessible(page, 'profile');
  assert.doesNotMatch(await textOf(page), /770-099.*4511/);
  await leave(at);
});

/** An invented СНИЛС with right check digits. */
function snils() {
  const digits = String(randomInt(100_000_000, 999_999_999));
  const sum = [...digits].reduce((all, digit, index) => all + Number(digit) * (9 - index), 0) % 101;
  return `${digits}${String(sum % 100).padStart(2, '0')}`;
}

test('an authenticator application confirms the sign-in, after a proof that keeps what was begun', async () => {
  const at = await open(browser, PHONE);
  const { page } = at;
  const phone = await register(at);
  await go(page, '/settings');
  await assertAccessible(page, 'settings');
  await press(page, 'Добавить: Приложение с кодами');
  await page.waitForSelector('code');
  const secret = await page.locator('code').innerText();
  await assertAccessible(page, 'settings, an application');
  await page.fill('#factor-code', '000000');
  await press(page, 'Включить');
  await page
    .getByRole('alert')
    .getByText(/Код не подходит/)
    .waitFor();
  assert.equal(await page.inputValue('#factor-code'), '000000');
  await page.fill('#factor-code', totp(secret));
  await press(page, 'Включить');
  await page.getByText('теперь вход подтверждается').waitFor();
  await signOut(page);
  await page.goto(`${PAGE}/settings`);
  await page.waitForSelector('#login');
  await page.fill('#login', phone);
  await page.fill('#password', SECRET);
  await press(page, 'Войти');
  await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Второй шаг входа');
  await assertAccessible(page, 'second factor');
  await page.fill('#code', totp(secret, 1));
  await press(page, 'Войти');
  await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Настройки');
  assert.equal(new URL(page.url()).pathname, '/settings');
  await leave(at);
});

async function signOut(page) {
  await page.getByRole('button', { name: /Учётная запись/ }).click();
  await press(page, 'Выйти');
  await page.waitForSelector('#login');
}

test('a passkey confirms the sign-in', async () => {
  const at = await open(browser, PHONE);
  const { page } = at;
  const devices = await at.context.newCDPSession(page);
  await devices.send('WebAuthn.enable');
  await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  });
  const phone = await register(at);
  await go(page, '/settings');
  await press(page, 'Добавить: Ключ доступа');
  await page.fill('#name', 'Мой телефон');
  await press(page, 'Создать ключ');
  await page.getByText('Мой телефон', { exact: true }).waitFor();
  await signOut(page);
  await page.fill('#login', phone);
  await page.fill('#password', SECRET);
  await press(page, 'Войти');
  await press(page, 'Войти с ключом доступа');
  await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Мои карты');
  await leave(at);
});

/** Answers the next request of `field` with this variable as the server does when the last proof is over ten minutes old. */
async function askProofOnce(page, field, variable) {
  let asked = false;
  await page.route('**/graphql', async (route) => {
    if (asked || !route.request().postDataJSON().variables?.input?.[variable]) return route.fallback();
    asked = true;
    const refusal = {
      __typename: 'UserError',
      field: null,
      code: 'REAUTHENTICATION_REQUIRED',
      message: 'Подтвердите, что это вы.',
    };
    const payload = { __typename: 'Payload', sentTo: null, expiresAt: null, userErrors: [refusal] };
    return route.fulfill({ json: { data: { [field]: payload } } });
  });
}

test('a phone is changed after a proof in place, another session is ended, all others too', async () => {
  const at = await open(browser, PHONE);
  const { page } = at;
  const phone = await register(at);
  const other = await open(browser, PHONE);
  await signIn(other, phone, SECRET);
  await other.page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Мои карты');
  await go(page, '/settings');
  await press(page, 'Изменить: Телефон');
  const next = newPhone();
  await page.fill('#phone', next);
  await askProofOnce(page, 'requestContactCode', 'phone');
  await press(page, 'Получить код');
  const proof = page.getByRole('dialog');
  await proof.waitFor();
  await assertAccessible(page, 'proof');
  await page.fill('#proof-password', 'не тот пароль');
  await press(page, 'Подтвердить');
  await proof
    .getByRole('alert')
    .getByText(/Пароль не подходит/)
    .waitFor();
  await page.fill('#proof-password', SECRET);
  await press(page, 'Подтвердить');
  await page.waitForSelector('#contact-code');
  await page.fill('#contact-code', await codeOf(encodeURIComponent(next)));
  await press(page, 'Подтвердить');
  await page.getByText('На прежний контакт мы сообщили').waitFor();
  const sessions = card(page, 'Где вы вошли');
  await sessions
    .getByRole('button', { name: /^Завершить: / })
    .first()
    .click();
  await sessions.getByRole('button', { name: /^Завершить: / }).waitFor({ state: 'detached' });
  await other.page.reload();
  await other.page.waitForSelector('#login');
  assertCalm(at);
  await at.context.close();
  await other.context.close();
});

test('the theme is chosen, kept, and there before anything is drawn', async () => {
  const at = await open(browser, { ...PHONE, theme: 'light' });
  const { page } = at;
  await signIn(at, 'anna');
  await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Мои карты');
  await go(page, '/settings');
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  await press(page, 'Тёмные');
  const dark = await paper();
  assert.notEqual(dark, light);
  await assertAccessible(page, 'settings, dark');
  await page.reload();
  await settled(page);
  assert.equal(await paper(), dark);
  assert.equal(await page.getAttribute('meta[name="theme-color"]', 'content'), '#1a2324');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await paper(), 'rgb(255, 255, 255)');
  await page.emulateMedia({ media: 'screen', colorScheme: 'dark' });
  await press(page, 'Светлые');
  assert.equal(await paper(), light);
  await press(page, 'Как на устройстве');
  assert.equal(await paper(), dark);
  assert.equal(await page.evaluate(() => document.cookie), '');
  await leave(at);
});

test('a forgotten password is set anew; what an outside service refused is told; addresses wait for the sign-in', async () => {
  const at = await open(browser, PHONE);
  const { page } = at;
  const phone = await register(at);
  await signOut(page);
  await page.getByRole('link', { name: 'Забыли пароль?' }).click();
  await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Новый пароль');
  await page.fill('#login', phone);
  await press(page, 'Получить код');
  await page.waitForSelector('#code');
  await assertAccessible(page, 'reset');
  await page.fill('#code', await codeOf(encodeURIComponent(phone)));
  await page.fill('#password', `${SECRET} и берег`);
  await press(page, 'Сохранить пароль');
  await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Пароль изменён');
  await page.getByRole('link', { name: 'Войти' }).click();
  await page.fill('#login', phone);
  await page.fill('#password', `${SECRET} и берег`);
  await press(page, 'Войти');
  await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Мои карты');
  assert.equal(new URL(page.url()).pathname, '/');
  await signOut(page);
  await page.goto(`${PAGE}/sign-in?error=PROVIDER_CANCELLED`);
  await page.getByText('Вход через внешний сервис отменён').waitFor();
  await assertAccessible(page, 'sign-in after a refusal');
  await page.goto(`${PAGE}/sign-in?step=second-factor`);
  await page.getByText('Начните его заново').waitFor();
  await press(page, 'Начать вход заново');
  await page.waitForSelector('#login');
  await page.getByRole('link', { name: 'Нет доступа к телефону и почте?' }).click();
  await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Восстановление доступа');
  const lost = newPhone();
  await page.fill('#newPhone', lost);
  await press(page, 'Получить код');
  await page.waitForSelector('#code');
  await assertAccessible(page, 'recovery');
  await page.fill('#code', await codeOf(encodeURIComponent(lost)));
  await page.fill('#login', 'nobody@example.org');
  await page.fill('#snils', snils());
  for (const [box, value] of [
    ['', '5'],
    ['-month', '3'],
    ['-year', '1990'],
  ])
    await page.fill(`#birthDate${box}`, value);
  await press(page, 'Отправить заявление');
  await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Заявление принято');
  await leave(at);
});

test('the account pages are accessible on a wide screen in English and fit 320 px', async () => {
  const at = await open(browser, { width: 1280, theme: 'dark', language: 'en' });
  const { page } = at;
  await signIn(at, 'sergey');
  await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'My records');
  await go(page, '/profile');
  await page.waitForSelector('#familyName');
  await assertAccessible(page, 'profile, wide');
  await page.setViewportSize({ width: 320, height: 700 });
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= 320);
  assert.equal(await fits(), true, 'profile');
  await go(page, '/settings');
  await page.getByRole('heading', { name: 'Your data' }).waitFor();
  assert.equal(await fits(), true, 'settings');
  await page.setViewportSize({ width: 1280, height: 844 });
  await press(page, 'Show what is kept');
  await page.locator('summary', { hasText: 'Sessions' }).waitFor();
  await press(page, 'Add: Code by SMS');
  await page.waitForSelector('#factor-code');
  await assertAccessible(page, 'settings, wide');
  assert.doesNotMatch(await textOf(page), /[а-яё]{4,} [а-яё]{4,}/i, 'English alone');
  assertCalm(at);
  await at.context.close();
  const out = await open(browser, { width: 320, height: 700 });
  for (const path of ['/sign-in', '/sign-up', '/reset', '/recovery']) {
    await go(out.page, path);
    assert.equal(await out.page.evaluate(() => document.documentElement.scrollWidth <= 320), true, path);
  }
  assertCalm(out);
  await out.context.close();
});
