import { BlockList, isIPv6 } from 'node:net';

/** IPv4 blocks that are nobody's public address (IANA's registry of special purposes). */
const SPECIAL: readonly (readonly [string, number])[] = [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.88.99.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 4],
	['240.0.0.0', 4],
];
/** Within the public ones: tunnels, which carry an IPv4 address of whatever kind, and documentation. */
const SPECIAL_6: readonly (readonly [string, number])[] = [
	['2001::', 23],
	['2001:db8::', 32],
	['2002::', 16],
	['3fff::', 20],
];

const special = new BlockList();
for (const [net, prefix] of SPECIAL) special.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of SPECIAL_6) special.addSubnet(net, prefix, 'ipv6');
const global = new BlockList();
global.addSubnet('2000::', 3, 'ipv6');

/** Whether an IP address is somebody's on the public internet, and not this machine, its network or its provider's. */
export function isPublic(address: string): boolean {
	if (!isIPv6(address)) return !special.check(address, 'ipv4');
	return global.check(address, 'ipv6') && !special.check(address, 'ipv6');
}
