// The yardstick: what Node itself can do with a page of 10 kB. Prints its port.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const page = Buffer.alloc(10_240, 'a page of ten kilobytes ');

const server = createServer((_, response) => {
	response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': page.length });
	response.end(page);
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit(0));
