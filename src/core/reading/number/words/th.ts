import type { NumberWords } from '../number-words.ts';

export const th: NumberWords = {
	ones: 'ศูนย์:0|หนึ่ง:1|นึง:1|เอ็ด:1|สอง:2|ยี่:2|สาม:3|สี่:4|ห้า:5|หก:6|เจ็ด:7|แปด:8|เก้า:9|ครึ่งโหล:6|หนึ่งโหล:12',
	tens: '',
	small: 'สิบ:10|ร้อย:100|พัน:1000|หมื่น:10000|แสน:100000',
	big: 'ล้าน:1000000',
	articles: '',
	half: '',
};
