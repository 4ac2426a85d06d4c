export { findFault as findFaultService } from './find-fault.service.ts';
