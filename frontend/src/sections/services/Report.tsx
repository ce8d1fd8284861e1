import { graphql } from '../../gen/gql';
import type { ServiceItemFragment } from '../../gen/graphql';
import { glue } from '../../i18n/format';
import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { Card, ClosedNote } from '../../ui/Basics';
import cells from '../../ui/cells.module.css';
import { day, type FactsOf, nested, oneOf, PartFacts, text } from '../../ui/Facts';
import { Empty } from '../../ui/States';
import ui from '../../ui/ui.module.css';
import { CARE_CONDITIONS } from '../names';
import { money } from '../parts/measured';
import { texts } from './texts';

graphql(`
  fragment ServiceItem on RenderedService {
    id date title region organization { name } careKind careConditions serviceName cost currency
  }
`);

/** SVC-02: exactly seven items, these six below the name of the service. */
const SIX: FactsOf<Omit<ServiceItemFragment, 'id' | 'title' | 'currency' | 'serviceName'>> = {
  date: day('Дата', 'Date'),
  organization: nested('Клиника', 'Clinic', ({ name }) => name),
  region: text('Код региона', 'Region code'),
  careKind: text('Вид помощи', 'Kind of care'),
  careConditions: oneOf('Условия', 'Conditions', CARE_CONDITIONS),
  cost: money('Стоимость для фонда ОМС', 'Cost for the insurance fund'),
};

interface Props {
  readonly patientId: string;
  readonly list: {
    readonly nodes: readonly ServiceItemFragment[];
    readonly totalCount: number;
    readonly notices: readonly { readonly message: string }[];
  };
  /** Whether all of the period is on the page. */
  readonly whole: boolean;
  /** Whether entries of the record open to the reader. */
  readonly open: boolean;
}

/** SVC-01: services of a period, each with its seven items and the way to dispute it. */
export function Report({ patientId, list, whole, open }: Props) {
  const { say, money: sum } = useLocale();
  const { nodes: services, totalCount, notices } = list;
  const costs = services.flatMap(({ cost }) => cost ?? []);
  const currencies = new Set(services.map(({ currency }) => currency));
  const [currency] = currencies;
  return (
    <>
      <ClosedNote messages={notices.map(({ message }) => message)} />
      <Card title={say(texts.count, { n: totalCount })}>
        {whole && currency && currencies.size === 1 && (
          <p class={ui.lead}>
            {say(texts.total, {
              sum: sum(
                costs.reduce((all, cost) => all + cost, 0),
                currency,
              ),
            })}
          </p>
        )}
        {services.length ? (
          <ul class={cells.items}>
            {services.map((service) => (
              <li key={service.id}>
                <p class={cells.value}>{glue(service.serviceName ?? service.title ?? say(texts.details))}</p>
                <PartFacts type="RenderedService" of={service} facts={SIX} />
                <p class={ui.actions}>
                  {open && (
                    <a class={ui.touch} href={paths.entry(patientId, 'RENDERED_SERVICES', service.id)}>
                      {say(texts.details)}
                      <span class={ui.unseen}>: {service.title}</span>
                    </a>
                  )}
                  <a class={ui.touch} href={paths.dispute(patientId, 'RENDERED_SERVICES', service.id)}>
                    {say(texts.report)}
                    <span class={ui.unseen}>: {service.title}</span>
                  </a>
                </p>
              </li>
            ))}
          </ul>
        ) : (
          <Empty>{say(texts.empty)}</Empty>
        )}
      </Card>
    </>
  );
}
