import { en } from '../src/i18n/en';
import { type Language, type Locale, makeLocale } from '../src/i18n/locale';
import { ru } from '../src/i18n/ru';

/** The texts as the build compiles them. */
export const localeOf = (language: Language): Locale =>
  makeLocale(language, language === 'ru' ? ru : en, () => undefined);
