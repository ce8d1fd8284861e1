import type { Interpretation } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { Tag } from '../ui/Basics';
import { ARROWS } from './norm';
import { INTERPRETATION } from './words';

/** Out of norm: colour, arrow and word together, so that none of them carries the meaning alone. */
export function NormTag({ norm }: { norm: Interpretation }) {
  const { say } = useLocale();
  const arrow = ARROWS[norm];
  return (
    <Tag tone={arrow ? 'warn' : 'plain'}>
      {arrow && <span aria-hidden="true">{arrow}</span>}
      {say(INTERPRETATION[norm])}
    </Tag>
  );
}
