import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useMemo, useState } from 'preact/hooks';
import { type Format, formatFor } from './format';
import { filler, type Message, type Values } from './message';
import { ru } from './ru';

export type Language = 'ru' | 'en';
export type MessageKey = keyof typeof ru;
type Messages = Readonly<Record<MessageKey, Message>>;
export type Translate = (key: MessageKey, values?: Values) => string;
/**
 * A text that travels with the page that shows it instead of in ru.ts and en.ts: [Russian, English]. In a folder's
 * texts.ts it may be an ICU message with placeholders and plurals; beside code it is plain.
 */
export type Both = readonly [ru: string, en: string];

export interface Locale extends Format {
  readonly language: Language;
  readonly t: Translate;
  readonly say: (both: Both, values?: Values) => string;
  readonly switchTo: (language: Language) => void;
}

const Context = createContext<Locale | undefined>(undefined);
const COOKIE = 'medcard-language';

/** A preference of the browser, not of the person: the one thing that outlives the page. */
export const remembered = (): Language =>
  document.cookie.split('; ').includes(`${COOKIE}=en`) ? 'en' : 'ru';

function remember(language: Language) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox ESR
  document.cookie = `${COOKIE}=${language}; Path=/; Max-Age=31536000; SameSite=Strict`;
}

/** Russian travels with the page; English comes when asked for. */
const catalogue = async (language: Language): Promise<Messages> =>
  language === 'ru' ? ru : (await import('./en')).en;

export function makeLocale(language: Language, messages: Messages, switchTo: Locale['switchTo']): Locale {
  const fill = filler(language);
  const t: Translate = (key, values = {}) => fill(messages[key], values);
  const say: Locale['say'] = (both, values = {}) => fill(both[language === 'ru' ? 0 : 1], values);
  return { language, t, switchTo, say, ...formatFor(language, t) };
}

export function LocaleProvider({ children }: { children: ComponentChildren }) {
  const [wanted, setWanted] = useState<Language>(remembered);
  // Russian is there at once: nothing waits for it.
  const [loaded, setLoaded] = useState<{ language: Language; messages: Messages } | undefined>(
    wanted === 'ru' ? { language: wanted, messages: ru } : undefined,
  );
  useEffect(() => {
    if (loaded?.language === wanted) return;
    let current = true;
    catalogue(wanted).then((messages) => {
      if (current) setLoaded({ language: wanted, messages });
    });
    return () => {
      current = false;
    };
  }, [wanted, loaded]);
  const locale = useMemo(() => {
    if (!loaded) return undefined;
    document.documentElement.lang = loaded.language;
    return makeLocale(loaded.language, loaded.messages, (language) => {
      remember(language);
      setWanted(language);
    });
  }, [loaded]);
  return locale ? <Context.Provider value={locale}>{children}</Context.Provider> : null;
}

export function useLocale(): Locale {
  const locale = useContext(Context);
  if (!locale) throw new Error('LocaleProvider is missing');
  return locale;
}
