/** `device`: as the device is set. */
export type Theme = 'device' | 'light' | 'dark';
const COOKIE = 'medcard-theme';

/** A preference of the browser, not of the person, like the language; public/theme.js shows it before the page is drawn. */
export const themeNow = (): Theme =>
  (['light', 'dark'] as const).find((theme) => document.cookie.split('; ').includes(`${COOKIE}=${theme}`)) ??
  'device';

export function chooseTheme(theme: Theme) {
  const age = theme === 'device' ? 0 : 31_536_000;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox ESR
  document.cookie = `${COOKIE}=${theme}; Path=/; Max-Age=${age}; SameSite=Strict`;
  document.dispatchEvent(new Event(COOKIE));
}
