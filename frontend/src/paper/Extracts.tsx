import { useState } from 'preact/hooks';
import { useRead } from '../api/read';
import { graphql } from '../gen/gql';
import { useLocale } from '../i18n/locale';
import { Card } from '../ui/Basics';
import { Empty, LoadedPart } from '../ui/States';
import ui from '../ui/ui.module.css';
import { Extract } from './Extract';
import { Order } from './Order';
import { texts } from './texts';

const EXTRACTS = graphql(`
  query PaperExtracts($patientId: ID!) {
    record(patientId: $patientId) { id availableSections { section } }
    viewer { paperExtracts(patientId: $patientId) { ...ExtractLine } }
  }
`);

/** Extracts with signatures and stamps: those that were ordered, and a new one. */
export function Extracts({ patientId }: { patientId: string }) {
  const { say } = useLocale();
  const read = useRead(EXTRACTS, { patientId });
  const [orders, setOrders] = useState(0);
  return (
    <LoadedPart read={read}>
      {({ record, viewer }) => (
        <>
          <Card title={say(texts.orders)}>
            {viewer?.paperExtracts?.length ? (
              <ul class={ui.rows}>
                {viewer.paperExtracts.map((one) => (
                  <Extract key={one.id} one={one} again={read.retry} />
                ))}
              </ul>
            ) : (
              <Empty>{say(texts.noOrders)}</Empty>
            )}
          </Card>
          <Order
            key={orders}
            first={orders === 0}
            patientId={patientId}
            sections={record?.availableSections ?? []}
            onOrdered={() => {
              setOrders(orders + 1);
              read.retry();
            }}
          />
        </>
      )}
    </LoadedPart>
  );
}
