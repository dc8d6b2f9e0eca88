import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deviceOf } from './device.ts';

test('a browser is told by its own name, not by those that it names beside it', () => {
  const said = (userAgent: string) => {
    const device = deviceOf(userAgent);
    return device && `${device.browser} / ${device.system}`;
  };
  const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)';
  assert.equal(said(`${windows} Chrome/141.0.0.0 Safari/537.36`), 'Chrome / Windows');
  assert.equal(said(`${windows} Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0`), 'Edge / Windows');
  assert.equal(
    said('Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0'),
    'Firefox / Linux',
  );
  assert.equal(
    said(
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 Version/18.6 Mobile/15E148 Safari/604.1',
    ),
    'Safari / iPhone',
  );
  assert.equal(
    said('Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/141.0 Mobile Safari/537.36'),
    'Chrome / Android',
  );
  assert.equal(said('curl/8.5.0'), null);
  assert.equal(said(''), null);
});
