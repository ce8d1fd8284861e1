import { graphql } from '../../gen/gql';
import type { AnalyteFragment } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { NormTag } from '../../norm/NormTag';
import { isOutOfNorm, normOf } from '../../norm/norm';
import { referenceText } from '../../norm/reference';
import { unitName } from '../../norm/units';
import { paths } from '../../paths';
import { Card, ClosedNote, Row } from '../../ui/Basics';
import forms from '../../ui/forms.module.css';
import { useKept } from '../../ui/kept';
import { Segments } from '../../ui/Segments';
import { Empty } from '../../ui/States';
import css from '../../ui/ui.module.css';
import { analyteName, chosen } from './analytes';
import { texts } from './texts';

graphql(`
  fragment Analyte on LabAnalyte {
    code { code display } name value valueText unit referenceLow referenceHigh referenceText interpretation date count reportId result
  }
`);

interface Props {
  readonly patientId: string;
  readonly analytes: readonly AnalyteFragment[];
  readonly notices: readonly { readonly code: string; readonly message: string }[];
}

/** Every analyte with its newest value, what is out of norm first; each leads to its course. */
export function Analytes({ patientId, analytes, notices }: Props) {
  const { t, say } = useLocale();
  const [words, setWords] = useKept('search');
  const [filter, setFilter] = useKept('filter');
  const out = analytes.filter(isOutOfNorm).length;
  const onlyOut = filter === 'out';
  const shown = chosen(analytes, words, onlyOut);
  const closed = notices.some(({ code }) => code === 'SECTION_NOT_FOR_STANDING');
  return (
    <>
      <ClosedNote messages={notices.map(({ message }) => message)} />
      {!closed && analytes.length === 0 && (
        <Card>
          <Empty>{say(texts.none)}</Empty>
        </Card>
      )}
      {analytes.length > 0 && (
        <Card>
          <search class={forms.filter}>
            <div class={forms.field}>
              <label for="analyte">{say(texts.search)}</label>
              <input
                id="analyte"
                type="search"
                placeholder={say(texts.searchHint)}
                autoComplete="off"
                value={words}
                onInput={(event) => setWords(event.currentTarget.value)}
              />
            </div>
            <div>
              <Segments
                label={say(texts.filter)}
                options={[
                  ['', say(texts.all)],
                  ['out', say(texts.out, { n: out })],
                ]}
                value={onlyOut ? 'out' : ''}
                onChange={setFilter}
              />
            </div>
          </search>
          <p class={css.total} role="status">
            {t('lab.count', { n: shown.length })}
          </p>
          {shown.length ? (
            <ul class={css.rows}>
              {shown.map((analyte) => (
                <Line key={`${analyte.reportId} ${analyte.result}`} patientId={patientId} analyte={analyte} />
              ))}
            </ul>
          ) : (
            <Empty>{say(onlyOut && !words ? texts.allGood : texts.foundNone)}</Empty>
          )}
        </Card>
      )}
    </>
  );
}

function Line({ patientId, analyte }: { patientId: string; analyte: AnalyteFragment }) {
  const { t, say, number, date } = useLocale();
  const { value, valueText, unit, reportId, result, count, referenceText: inWords } = analyte;
  const norm = normOf(analyte);
  const range = referenceText(analyte, t, number) ?? inWords;
  const figure = valueText ?? (value == null ? t('entry.empty') : number(value));
  return (
    <Row
      href={paths.trend(patientId, reportId, result)}
      title={analyteName(analyte)}
      detail={
        <>
          <b>{figure}</b> {value != null && say(unitName(unit, value))}
          {range && ` · ${say(texts.range, { norm: range })}`} ·{' '}
          <time dateTime={analyte.date}>{date(analyte.date)}</time>
          {count > 1 && ` · ${say(texts.times, { n: count })}`}
        </>
      }
      aside={norm && <NormTag norm={norm} />}
    />
  );
}
