import type { Locale } from '../i18n/locale';
import { chosenOf, LONG, RARE, typedOf } from './content';
import type { Earlier } from './earlier';
import type { Line } from './sheet';
import { texts } from './texts';

/** A signed protocol in words, beside what is typed over it. */
export function saidOf(signed: Earlier, { say }: Locale): readonly Line[] {
  if (signed.__typename !== 'ExaminationProtocol') return [];
  const typed = typedOf(signed);
  const diagnoses = chosenOf(typed).map(({ code, title }) => `${code} ${title}`);
  return [
    [say(texts.title), typed['title']],
    [say(texts.diagnoses), diagnoses.join('; ')],
    ...([...LONG, ...RARE, 'referrals'] as const).map((name) => [say(texts[name]), typed[name]] as const),
  ];
}
