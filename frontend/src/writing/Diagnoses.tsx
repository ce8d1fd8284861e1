import { useLocale } from '../i18n/locale';
import { Button } from '../ui/Basics';
import { Select } from '../ui/Choices';
import { type Problem, problemOf } from '../ui/Field';
import type { Chosen } from './content';
import { DiagnosisBox } from './DiagnosisBox';
import { texts } from './texts';
import { CERTAINTIES, KINDS } from './words';
import css from './writing.module.css';

interface Props {
  readonly chosen: readonly Chosen[];
  readonly problems: readonly Problem[];
  readonly onChange: (chosen: readonly Chosen[]) => void;
}
type Said = Readonly<Record<string, readonly [string, string]>>;

/** The protocol's diagnoses: found, told apart by kind, one of them the main one. */
export function Diagnoses({ chosen, problems, onChange }: Props) {
  const { say } = useLocale();
  const options = (words: Said) => Object.entries(words).map(([value, both]) => ({ value, text: say(both) }));
  const change = (place: number, part: Partial<Chosen>) =>
    onChange(chosen.map((one, at) => (at === place ? { ...one, ...part } : one)));
  return (
    <div>
      {chosen.map((one, place) => (
        <div key={one.code} class={css.chosen}>
          <p id={`content.diagnoses.${place}.code`} tabIndex={-1}>
            <b>{one.code}</b> {one.title}
          </p>
          <div class={css.two}>
            <Select
              name={`content.diagnoses.${place}.kind`}
              label={say(texts.kind)}
              defaultValue={one.kind}
              options={options(KINDS)}
              problem={problemOf(problems, `content.diagnoses.${place}.code`)}
              onChange={(kind) => change(place, { kind: kind as Chosen['kind'] })}
            />
            <Select
              name={`content.diagnoses.${place}.certainty`}
              label={say(texts.certainty)}
              defaultValue={one.certainty}
              options={options(CERTAINTIES)}
              onChange={(certainty) => change(place, { certainty: certainty as Chosen['certainty'] })}
            />
          </div>
          <Button quiet onClick={() => onChange(chosen.filter((_, at) => at !== place))}>
            {say(texts.remove, { code: one.code })}
          </Button>
        </div>
      ))}
      <DiagnosisBox
        problem={problemOf(problems, 'content.diagnoses')}
        onChoose={({ code, title, mayBeMain }) => {
          if (chosen.some((one) => one.code === code)) return;
          const kind = mayBeMain && !chosen.some((one) => one.kind === 'MAIN') ? 'MAIN' : 'CONCOMITANT';
          onChange([...chosen, { code, title, kind, certainty: 'FINAL' }]);
        }}
      />
    </div>
  );
}
