import { NativeSelect, Tabs } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { later } from '#kernel/web/later.tsx';
import { NoticePage, Page } from '#kernel/web/page.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { lowerFirst } from '#kernel/words/text.ts';
import { NoMonth } from '../parts/no-month.tsx';
import { OfficeChoice } from '../parts/office-choice.tsx';
import { placesOf } from '../parts/place.ts';
import { Fresh } from '../parts/fresh.tsx';
import { takersQuery } from '../parts/takers.ts';
import { meQuery, monthsQuery } from '../queries.ts';
import styles from './page.module.css';
import type { CashTab } from './search.ts';
import { tabsOf } from './roles.ts';
import { useTexts } from './texts/texts.ts';

// Each part comes when it is opened: together they are more than any one of them needs.
const VaultActs = later(async () => (await import('./vault-acts.tsx')).VaultActs, null);
const HandsTab = later(async () => (await import('./hands-tab.tsx')).HandsTab);
const TransitTab = later(async () => (await import('./transit-tab.tsx')).TransitTab);
const OrdersTab = later(async () => (await import('./orders-tab.tsx')).OrdersTab);
const ProposalsTab = later(async () => (await import('./proposals-tab.tsx')).ProposalsTab);
const HoldersTab = later(async () => (await import('./holders-tab.tsx')).HoldersTab);
const FundingTab = later(async () => (await import('./funding-tab.tsx')).FundingTab);

/** The treasury: what one holds, what is on its way, orders, second people, who holds what, funding. */
export function CashPage() {
  const texts = useTexts();
  const format = useFormat();
  const navigate = useNavigate({ from: '/cash' });
  const me = useSuspenseQuery(meQuery).data;
  const search = useSearch({ from: '/frame/cash' });
  const places = placesOf(me);
  const officeId = search.office ?? places[0]?.id;
  const months = useQuery({ ...monthsQuery, enabled: officeId !== undefined });
  const takers = useQuery({ ...takersQuery(officeId ?? ''), enabled: officeId !== undefined });
  const tabs = tabsOf(me);
  if (officeId === undefined || tabs.length === 0)
    return <NoticePage title={texts.noView}>{texts.noViewHint}</NoticePage>;
  const newest = months.data?.find(({ begun }) => begun) ?? months.data?.[0];
  const month = search.month ?? newest?.month;
  const tab = search.tab !== undefined && tabs.includes(search.tab) ? search.tab : (tabs[0] as CashTab);
  const ofMonth = (tab === 'orders' || tab === 'funding') && month !== undefined;
  const noMonth = <NoMonth months={months} />;
  const panes: Readonly<Record<CashTab, () => ReactNode>> = {
    hands: () => <HandsTab officeId={officeId} me={me} />,
    transit: () => <TransitTab key={officeId} officeId={officeId} />,
    orders: () => (month === undefined ? noMonth : <OrdersTab officeId={officeId} month={month} me={me} />),
    proposals: () => <ProposalsTab officeId={officeId} />,
    holders: () => <HoldersTab officeId={officeId} />,
    funding: () => (month === undefined ? noMonth : <FundingTab month={month} me={me} />),
  };
  return (
    <Page
      title={texts.title}
      about={[
        takers.data?.office.name,
        ofMonth ? texts.monthOption(format.month(month)) : undefined,
        lowerFirst(texts.tabs[tab]),
      ]
        .filter((part) => part !== undefined)
        .join(', ')}
      help={texts.help}
      actions={<VaultActs officeId={officeId} month={newest?.month} me={me} />}
      beside={
        <>
          <OfficeChoice
            label={texts.officeLabel}
            places={places}
            officeId={officeId}
            name={takers.data?.office.name}
            onChoose={(office) => void navigate({ search: (now) => ({ ...now, office }) })}
          />
          {ofMonth && (
            <NativeSelect
              size="xs"
              aria-label={texts.monthLabel}
              value={month}
              data={(months.data ?? []).map((each) => ({
                value: each.month,
                label: texts.monthOption(format.month(each.month)),
              }))}
              onChange={({ currentTarget }) =>
                void navigate({ search: (now) => ({ ...now, month: currentTarget.value }) })
              }
            />
          )}
          <Fresh officeId={officeId} />
        </>
      }
    >
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(next) => void navigate({ search: (now) => ({ ...now, tab: next as CashTab }) })}
      >
        <Tabs.List className={styles['tabs'] ?? ''}>
          {tabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {texts.tabs[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map((each) => (
          <Tabs.Panel key={each} value={each}>
            <div className={styles['stack']}>{each === tab && panes[each]()}</div>
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}
