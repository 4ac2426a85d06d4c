import type { NumberWords } from '../number-words.ts';

export const vi: NumberWords = {
	ones: 'không:0|một:1|mốt:1|hai:2|ba:3|bốn:4|tư:4|năm:5|lăm:5|nhăm:5|sáu:6|bảy:7|bẩy:7|tám:8|chín:9|một tá:12|nửa tá:6|một cặp:2|vài ba:3',
	tens: '',
	small: 'mười:10|mươi:10|chục:10|trăm:100|trăm linh:100|trăm lẻ:100',
	big: 'nghìn:1000|ngàn:1000|triệu:1000000|tr:1000000|k:1000|tỷ:1000000000|tỉ:1000000000',
	articles: '',
	half: 'rưỡi|rưởi',
};
