import type { TSchema } from 'typebox';
import {
  type Contract,
  GLOBAL_REFUSALS,
  methodOf,
  pathOf,
  type Route,
  type RouteKey,
} from '../contract/contract.ts';
import { statusOf } from './refusals.ts';

export interface ApiInfo {
  readonly title: string;
  readonly version: string;
}

type Json = Record<string, unknown>;

/** The contracts as an OpenAPI 3.1 document. It is made from the same data the server runs on, so it cannot differ. */
export function openApiOf(contracts: readonly Contract[], info: ApiInfo): Json {
  const paths: Record<string, Json> = {};
  for (const contract of contracts)
    for (const [key, route] of Object.entries(contract) as [RouteKey, Route][]) {
      const path = `/api${pathOf(key).replace(/:([a-zA-Z]+)/g, '{$1}')}`;
      paths[path] = { ...paths[path], [methodOf(key).toLowerCase()]: operationOf(key, route) };
    }
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info,
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'tungnha.session_token' } },
      schemas: { Error: ERROR },
    },
  };
}

const ERROR = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'facts', 'message', 'reference'],
      properties: {
        code: { type: 'string' },
        facts: { type: 'object' },
        message: {
          type: ['object', 'null'],
          properties: { vi: { type: 'string' }, en: { type: 'string' } },
        },
        reference: { type: 'string' },
      },
    },
  },
};

function operationOf(key: RouteKey, route: Route): Json {
  const open = route.may === 'anyone';
  return {
    operationId: key.replace(/[^a-zA-Z0-9]+/g, '_').toLowerCase(),
    summary: route.summary.en,
    description: route.summary.vi,
    tags: [pathOf(key).split('/')[1] ?? ''],
    ...(open ? { security: [] } : { security: [{ session: [] }] }),
    'x-may': route.may,
    'x-scope': route.scope,
    ...(route.stepUp ? { 'x-step-up': true } : {}),
    ...(route.audit ? { 'x-audit': route.audit } : {}),
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')],
    ...(route.body || route.upload ? { requestBody: requestBodyOf(route) } : {}),
    responses: { 200: replyOf(route), ...errorsOf(route) },
  };
}

function parametersOf(schema: Route['query'], place: 'path' | 'query'): Json[] {
  const { properties = {}, required = [] } = (schema ?? {}) as {
    properties?: Record<string, TSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, each]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: each,
  }));
}

function requestBodyOf(route: Route): Json {
  if (!route.upload) return { required: true, content: { 'application/json': { schema: route.body } } };
  const fields = (route.body ?? {}) as { properties?: Json; required?: string[] };
  const schema = {
    type: 'object',
    properties: {
      ...fields.properties,
      file: { type: 'string', contentMediaType: 'application/octet-stream' },
    },
    required: [...(fields.required ?? []), 'file'],
  };
  return { required: true, content: { 'multipart/form-data': { schema } } };
}

function replyOf(route: Route): Json {
  if (route.reply === 'file')
    return { description: 'A file', content: { 'application/octet-stream': { schema: { type: 'string' } } } };
  if (route.reply === 'events')
    return {
      description: 'Server-sent events',
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    };
  return { description: 'Done', content: { 'application/json': { schema: route.reply } } };
}

function errorsOf(route: Route): Json {
  const byStatus = new Map<number, string[]>();
  for (const code of [...GLOBAL_REFUSALS, ...route.refusals])
    byStatus.set(statusOf(code), [...(byStatus.get(statusOf(code)) ?? []), code]);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.join(', '),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    ]),
  );
}
