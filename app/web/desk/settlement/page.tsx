import { NativeSelect } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lowerFirst } from '#kernel/words/text.ts';
import { useLanguage } from '#kernel/web/language.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { NoticePage, Page } from '#kernel/web/page.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import { NoMonth } from '../parts/no-month.tsx';
import { Paper } from '../parts/paper.tsx';
import { placesOf } from '../parts/place.ts';
import { meQuery, monthsQuery, overviewQuery } from '../queries.ts';
import { Programmes } from './programmes.tsx';
import { ProgrammeSettlement } from './programme-settlement.tsx';
import { useTexts } from './texts/texts.ts';

/** The settlement of a month: all its programmes, or one of them walked through to the lock. */
export function SettlementPage() {
  const texts = useTexts();
  const format = useFormat();
  const { language } = useLanguage();
  const navigate = useNavigate({ from: '/settlement' });
  const me = useSuspenseQuery(meQuery).data;
  const search = useSearch({ from: '/frame/settlement' });
  const root = placesOf(me).find((place) => !place.path.includes('/'));
  const months = useQuery({ ...monthsQuery, enabled: root !== undefined });
  const newest = months.data?.find(({ begun }) => begun) ?? months.data?.[0];
  const month = search.month ?? newest?.month ?? '';
  const overview = useQuery({
    ...overviewQuery(month, root?.id ?? ''),
    enabled: root !== undefined && month !== '',
  });
  if (root === undefined) return <NoticePage title={texts.noView}>{texts.noViewHint}</NoticePage>;
  if (!overview.data)
    return (
      <Page title={texts.title} help={texts.help}>
        {overview.isLoadingError ? (
          <FailureNotice error={overview.error} onRetry={() => void overview.refetch()} />
        ) : month === '' ? (
          <NoMonth months={months} />
        ) : (
          <Waiting />
        )}
      </Page>
    );
  const { programmes } = overview.data;
  const chosen = programmes.find(({ code }) => code === search.programme);
  const nameOf = (row: (typeof programmes)[number]) => (language === 'vi' ? row.nameVi : row.nameEn);
  return (
    <Page
      title={texts.title}
      about={texts.about(chosen ? nameOf(chosen) : lowerFirst(texts.all), format.month(month))}
      help={texts.help}
      beside={
        <>
          <NativeSelect
            size="xs"
            aria-label={texts.monthLabel}
            value={month}
            data={(months.data ?? []).map((each) => ({
              value: each.month,
              label: texts.monthOption(format.month(each.month)),
            }))}
            onChange={({ currentTarget }) =>
              void navigate({
                search: ({ programme }) => ({
                  month: currentTarget.value,
                  ...(programme !== undefined && { programme }),
                }),
              })
            }
          />
          <NativeSelect
            size="xs"
            aria-label={texts.programmeLabel}
            value={chosen?.code ?? ''}
            onChange={({ currentTarget }) =>
              void navigate({
                search: {
                  month,
                  ...(currentTarget.value !== '' && { programme: currentTarget.value }),
                },
              })
            }
          >
            <option value="">{texts.all}</option>
            {programmes.map((row) => (
              <option key={row.code} value={row.code}>
                {nameOf(row)}
              </option>
            ))}
          </NativeSelect>
        </>
      }
      actions={
        chosen && (
          <>
            <Paper
              form="c74"
              label={texts.c74}
              query={{ officeId: root.id, month, programme: chosen.code }}
            />
            <Paper
              form="c74"
              as="xlsx"
              label={texts.c74x}
              query={{ officeId: root.id, month, programme: chosen.code }}
            />
          </>
        )
      }
    >
      {chosen ? (
        <ProgrammeSettlement
          key={`${chosen.code}${month}`}
          programme={chosen.code}
          name={nameOf(chosen)}
          month={month}
          me={me}
        />
      ) : (
        <Programmes overview={overview.data} month={month} />
      )}
    </Page>
  );
}
