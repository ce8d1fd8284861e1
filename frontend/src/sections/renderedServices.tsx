import { graphql } from '../gen/gql';
import type { ServiceStatus } from '../gen/graphql';
import type { Both } from '../i18n/locale';
import cells from '../ui/cells.module.css';
import { amount, oneOf, text } from '../ui/Facts';
import { CARE_CONDITIONS } from './names';
import { money } from './parts/measured';
import { sectionView } from './view';

const LIST = graphql(`
  query RenderedServiceList($patientId: ID!, $after: String, $from: Date, $to: Date) {
    record(patientId: $patientId) {
      id
      list: renderedServices(first: 20, after: $after, from: $from, to: $to) {
        nodes { ...ListedEntry cost currency status }
        pageInfo { ...Paging }
        totalCount
        notices { code message }
      }
    }
  }
`);
const ENTRY = graphql(`
  query RenderedServiceEntry($id: ID!, $doctor: Boolean! = false) {
    node(id: $id) {
      __typename
      ... on RenderedService {
        ...EntryHeader
        region careKind careConditions serviceCode serviceName quantity tariff cost currency policyNumber insurer status
      }
    }
  }
`);

const STATUS: Record<ServiceStatus, Both> = {
  SUBMITTED: ['подана к оплате', 'submitted'],
  ACCEPTED: ['принята к оплате', 'accepted'],
  PAID: ['оплачена', 'paid'],
  REJECTED: ['отклонена', 'rejected'],
};

/** SVC-02: a service paid by insurance. */
export default sectionView({
  type: 'RenderedService',
  list: LIST,
  entry: ENTRY,
  line: ({ cost, currency, status }, { say, money: sum }) => ({
    details: [status && say(STATUS[status])],
    aside: cost != null && <span class={cells.value}>{sum(cost, currency)}</span>,
  }),
  facts: {
    serviceName: text('Услуга', 'Service'),
    cost: money('Стоимость для фонда', 'Cost for the fund'),
    tariff: money('Тариф', 'Tariff'),
    currency: text('Валюта', 'Currency'),
    quantity: amount('Количество', 'Quantity'),
    status: oneOf('Состояние', 'Status', STATUS),
    serviceCode: text('Код услуги', 'Service code'),
    careKind: text('Вид помощи', 'Kind of care'),
    careConditions: oneOf('Условия', 'Conditions', CARE_CONDITIONS),
    insurer: text('Страховая компания', 'Insurer'),
    policyNumber: text('Полис, последние цифры', 'Policy, last digits'),
    region: text('Код региона', 'Region code'),
  },
});
