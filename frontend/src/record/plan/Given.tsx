import { graphql } from '../../gen/gql';
import type { GivenVaccinationFragment } from '../../gen/graphql';
import { glue } from '../../i18n/format';
import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { Card, Row } from '../../ui/Basics';
import { Empty } from '../../ui/States';
import css from '../../ui/ui.module.css';
import { texts } from './texts';

graphql(`
  fragment GivenVaccination on Vaccination {
    id date title vaccineName doseLabel series organization { name shortName }
  }
`);

/** What was given, the newest first: vaccine, batch and place, as a nursery or a school asks for them. */
export function Given({
  patientId,
  given,
}: {
  patientId: string;
  given: readonly GivenVaccinationFragment[];
}) {
  const { t, say, date } = useLocale();
  return (
    <Card
      title={say(texts.given)}
      aside={
        <a class={css.touch} href={paths.section(patientId, 'VACCINATIONS')}>
          {say(texts.allGiven)}
        </a>
      }
    >
      {given.length ? (
        <ul class={css.rows}>
          {given.map(({ id, date: day, title, vaccineName, doseLabel, series, organization }) => {
            const place = organization?.shortName ?? organization?.name;
            return (
              <Row
                key={id}
                href={paths.entry(patientId, 'VACCINATIONS', id)}
                title={glue(title ?? t('section.VACCINATIONS'))}
                detail={[
                  date(day),
                  vaccineName !== title && vaccineName,
                  doseLabel,
                  series,
                  place && glue(place),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              />
            );
          })}
        </ul>
      ) : (
        <Empty>{say(texts.noneGiven)}</Empty>
      )}
    </Card>
  );
}
