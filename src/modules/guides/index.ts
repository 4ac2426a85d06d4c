export { findFault as findFaultService } from './find-fault.service.ts';
export { chooseCompressor as chooseCompressorService } from './choose-compressor.service.ts';
