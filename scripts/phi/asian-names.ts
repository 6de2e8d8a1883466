/** Given names that are made of two syllables by rule: too many to list, and all formed alike. */

const words = (list: string): readonly string[] => list.trim().split(/\s+/)

const pinyinFirst = words(`
  ai bing bo chang chao chen cheng chun cui da dan dong fang fei feng fu gang gui guo hai hao hong hua huan hui jia jian jie
  jin jing jun kai kun lan lei li lian liang lin ling long mei meng min ming na ning pei peng ping qi qian qiang qin qing
  qiu rong rui shan shao shu si song tao tian ting wan wei wen xi xia xian xiang xiao xin xing xiu xu xue ya yan yang yi yin
  ying yong you yu yuan yue yun ze zhen zheng zhi zhong zi
`)
const pinyinSecond = words(`
  an bin bing bo chang chao chen cheng chun dan dong fang fei fen feng gang guang guo hai han hao hong hua huan hui jia
  jian jiang jie jin jing juan jun kai lan lei li lian liang lin ling long mei meng min ming na nan ning peng ping qi qiang
  qin qing rong ru rui shan sheng shu tao ting wei wen xia xian xiang xin xing xiong xiu xuan xue yan yang yi yin ying yong
  yu yuan yue yun zhen zhi zhong
`)

const koreanFirst = words(`
  chan dong eun hae ho hye hyo hyun in jae ji jin jong joo jun jung ki kwang kyu kyung min mi myung sang seo seong seung
  so soo soon sook suk sun sung tae won woo ye yeon yong young yoo yoon yun
`)
const koreanSecond = words(`
  ah chul eun gi ha hee ho hoon hwa hwan hyun ja jae jin joo joon jun jung ki kyung mi min ok ran ri rim sik soo sook suk
  sun sung uk woo won yeon yong young
`)

/** "xiulan", "hyunwoo": every pair of five letters or more. */
export function syllableNames(): string[] {
  const names = new Set<string>()
  const combine = (first: readonly string[], second: readonly string[]): void => {
    for (const one of first) for (const two of second) if (one.length + two.length >= 5) names.add(one + two)
  }
  combine(pinyinFirst, pinyinSecond)
  combine(koreanFirst, koreanSecond)
  return [...names]
}
