import { readFile } from 'node:fs/promises';
import { checkHttps, type Finding } from '#app/platform/https-check.ts';
import { type Command, DONE, REFUSED, text, WrongCall } from './command.ts';

const NAMES: Readonly<Record<Finding['what'], string>> = {
  reached: 'tới được / reached',
  certificate: 'chứng thư / certificate',
  days: 'chứng thư còn (ngày, ít nhất 14) / days it has left, at least 14',
  newest: 'TLS 1.3',
  'old-versions': 'không nhận TLS 1.0, 1.1 / none of TLS 1.0, 1.1',
  secrecy: 'giữ kín về sau / forward secrecy',
  hsts: 'HSTS một năm / of a year',
  'plain-http': 'http không phục vụ gì / nothing served by plain http',
};

export const command: Command = {
  usage: 'https HOST[:PORT] [--trust FILE] [--json]',
  help: `Xem địa chỉ mà mọi người dùng: chứng thư, phiên bản TLS, HSTS, http. Mã 2 khi có chỗ phải sửa ở proxy.
Looks at the address by which people come: certificate, versions of TLS, HSTS, plain http. Exit code 2 when the proxy has
something to mend. Run it from a computer of an office, every month and after each change of the proxy.

  --trust   chứng thư gốc của riêng tỉnh / certificates of your own authority (PEM)`,
  options: { trust: { type: 'string' } },
  run: async (values, [address], io) => {
    const [, host, port = '443'] = /^([a-z0-9.-]+)(?::(\d{1,5}))?$/i.exec(address ?? '') ?? [];
    if (!host) throw new WrongCall('https HOST[:PORT]');
    const file = text(values, 'trust');
    const trusted = file === undefined ? undefined : await readFile(file, 'utf8');
    const findings = await checkHttps(host, Number(port), { trusted });
    const right = findings.every((each) => each.right);
    io.json({ outcome: right ? 'done' : 'refused', findings });
    for (const each of findings) io.print(`${each.right ? 'ok ' : 'SAI'} ${NAMES[each.what]}: ${each.said}`);
    return right ? DONE : REFUSED;
  },
};
