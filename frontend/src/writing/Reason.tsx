import { useLocale } from '../i18n/locale';
import { Area } from '../ui/Area';
import { type Problem, problemOf } from '../ui/Field';
import { texts } from './texts';

interface Props {
  readonly problems: readonly Problem[];
  readonly typed?: string;
}

/** Why what was signed is corrected: kept with the version, for doctors. */
export function Reason({ problems, typed }: Props) {
  const { say } = useLocale();
  return (
    <Area
      name="reason"
      label={say(texts.reason)}
      hint={say(texts.reasonHint)}
      rows={2}
      maxLength={1000}
      defaultValue={typed}
      problem={problemOf(problems, 'reason')}
    />
  );
}
