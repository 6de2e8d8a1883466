/** Usual short forms of American first names, each group interchangeable. Compiled by the authors. */
const groups = `
  elizabeth liz lizzie beth betsy betty eliza libby; william will bill billy willie liam; robert rob bob bobby robbie bert; richard rick ricky rich dick;
  james jim jimmy jamie; john jack johnny jon; jonathan jon; joseph joe joey jo; michael mike mikey mick; christopher chris topher kit; christina chris christy tina; christine chris christy tina chrissy;
  margaret maggie meg peggy marge margie greta; katherine kate katie kathy kat kay; catherine cathy kate katie cat; kathleen kathy kate; jennifer jen jenny jenn; jessica jess jessie; rebecca becky becca; deborah deb debbie; patricia pat patty tricia trish; patrick pat paddy;
  susan sue susie suzy; barbara barb babs; dorothy dot dottie dolly; theodore ted teddy theo; edward ed eddie ted ned; edwin ed eddie; thomas tom tommy; timothy tim timmy; daniel dan danny; danielle dani; david dave davey; matthew matt matty; anthony tony; antonio tony; andrew andy drew; alexander alex sasha xander alec;
  alexandra alex sandra lexi sasha; samuel sam sammy; samantha sam sammy; benjamin ben benny benji; nicholas nick nicky; nicole nikki nicky; stephen steve stevie; steven steve stevie; stephanie steph; gregory greg; geoffrey geoff jeff; jeffrey jeff; kenneth ken kenny; ronald ron ronnie; donald don donnie; lawrence larry; gerald jerry gerry; raymond ray; frederick fred freddie; francis frank; frances fran francie; franklin frank;
  charles charlie chuck chas; henry hank harry; harold harry hal; walter walt wally; leonard leo lenny len; vincent vince vinny; peter pete; philip phil; phillip phil; douglas doug; eugene gene; albert al bert; alfred al fred; abigail abby; amanda mandy; angela angie; ann annie; anne annie; cynthia cindy; eleanor ellie nell; victoria vicky tori; virginia ginny; valerie val; veronica ronnie vera; jacqueline jackie; joanna jo joanie; josephine jo josie; judith judy; kimberly kim; kristen kris; lillian lily; madeline maddie; melissa missy mel; melanie mel; mary molly polly; martha marty; natalie nat; nathaniel nate nat; nathan nate; pamela pam; rachel rach; sandra sandy; sarah sally; teresa terry tess; theresa terry tess; zachary zach zack; isabella bella izzy; gabriel gabe; gabriela gaby; gabrielle gabby; guadalupe lupe lupita; francisco paco pancho frank; jose pepe; ignacio nacho; roberto beto; alejandro alex ale; alejandra ale alex; eduardo lalo eddie; enrique kike; jesus chuy; manuel manny; rafael rafa; ricardo rick ricky; guillermo memo; dolores lola; rosario charo; mohammed mo; mohamed mo; muhammad mo; joshua josh; joel joey; russell russ; randall randy; clifford cliff; curtis curt; dominic dom nick; emily em emmy; emma em; evelyn evie; caroline carrie; carolyn carrie; gwendolyn gwen; marilyn mari; suzanne sue suzy; tabitha tabby; wendy wen; calvin cal; cameron cam; jeremiah jerry; jeremy jerry; lucas luke; maxwell max; oliver ollie; oscar ozzie; sebastian seb; tyler ty; vivian viv; penelope penny; olivia liv livvy
`
  .split(';')
  .map((group) => group.trim().split(/\s+/))

const byName = new Map<string, readonly string[]>()
for (const [name, ...short] of groups)
  if (name !== undefined) byName.set(name, [...(byName.get(name) ?? []), ...short])

/** Short forms of a first name (folded, lower case); empty where none is usual. */
export function nicknamesOf(first: string): readonly string[] {
  return byName.get(first) ?? []
}
