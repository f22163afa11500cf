import type { FaultExtent, FaultName } from "./wire.js";

/** A language of the page; also the `locale` of the activities sent. */
export type Locale = "en-US" | "zh-TW" | "zh-CN";

/** What the connector panel counts. */
type Counted =
  "calls" | "failures" | "posts" | "edits" | "members" | "pages" | "pending" | "unknown" | "failed";

/** Every sentence of the page that is not the bot's. */
export interface Texts {
  readonly localChat: string;
  readonly you: string;
  readonly language: string;
  readonly theme: string;
  readonly themes: { readonly light: string; readonly dark: string; readonly contrast: string };
  readonly roles: { readonly technician: string; readonly lead: string };
  readonly chat: string;
  readonly channel: string;
  readonly channelOf: (team: string) => string;
  readonly newMessages: string;
  readonly chatSubtitle: string;
  readonly messagesOfChat: string;
  readonly messagesOfChannel: string;
  readonly chatEmpty: string;
  readonly chatEmptyMore: string;
  readonly channelEmpty: string;
  readonly channelEmptyMore: string;
  readonly suggestions: string;
  readonly openers: readonly string[];
  readonly write: string;
  readonly writePost: string;
  readonly mention: string;
  readonly attach: string;
  readonly removeFile: (name: string) => string;
  readonly downloadFile: (name: string) => string;
  readonly notUploaded: string;
  readonly accept: string;
  readonly decline: string;
  readonly send: string;
  readonly reply: string;
  readonly replyingTo: (name: string) => string;
  readonly stopReplying: string;
  readonly typing: (name: string) => string;
  readonly today: string;
  readonly earlier: (count: number) => string;
  readonly edited: string;
  readonly cannotShow: string;
  readonly messageBy: (name: string, time: string) => string;
  readonly noChoice: string;
  readonly searching: string;
  readonly findCase: string;
  readonly findCaseWords: string;
  readonly found: (count: number) => string;
  readonly dismiss: string;
  readonly sent: string;
  readonly unheard: string;
  readonly unreachable: string;
  readonly refused: (status: number) => string;
  readonly problem: (code: number) => string;
  readonly gone: string;
  readonly disconnected: string;
  readonly moreOf: (name: string, time: string) => string;
  readonly checkRules: string;
  readonly opening: string;
  readonly close: string;
  readonly channels: string;
  readonly channelMenu: string;
  readonly renameChannel: string;
  readonly channelTitle: string;
  readonly deleteChannel: string;
  readonly restoreChannel: string;
  readonly removeApp: string;
  readonly save: string;
  readonly addApp: (name: string) => string;
  readonly addAppMore: (name: string) => string;
  readonly notInTeam: string;
  readonly mentioned: (count: number) => string;
  /** The link to the tab. */
  readonly allCases: string;
  readonly connector: string;
  readonly connectorMore: string;
  readonly fault: string;
  readonly extent: string;
  readonly setFault: string;
  readonly noFault: string;
  readonly faultOn: (fault: string, extent: string) => string;
  readonly faults: Readonly<Record<FaultName, string>>;
  readonly extents: Readonly<Record<FaultExtent, string>>;
  readonly counters: string;
  readonly counted: Readonly<Record<Counted, string>>;
  readonly clock: string;
  readonly chatTime: (time: string, minutes: number) => string;
  readonly jumpQuarter: string;
  readonly jumpHour: string;
  readonly jumpDay: string;
}

const english: Texts = {
  localChat: "Local chat",
  you: "You are",
  language: "Language",
  theme: "Theme",
  themes: { light: "Light", dark: "Dark", contrast: "High contrast" },
  roles: { technician: "Technician", lead: "Lead" },
  chat: "Chat",
  channel: "Channel",
  channelOf: (team) => `Channel in ${team}`,
  newMessages: "new messages",
  chatSubtitle: "Bot · only you see this chat",
  messagesOfChat: "Messages with the bot",
  messagesOfChannel: "Posts in the channel",
  chatEmpty: "What are you working on?",
  chatEmptyMore: "Say hi, or describe the customer’s problem in one sentence.",
  channelEmpty: "Quiet so far",
  channelEmptyMore:
    "Cases sent to the team will appear here. Mention the bot to ask it something in front of everybody.",
  suggestions: "Suggestions",
  openers: ["Hi", "Customer cannot sign in to Microsoft 365", "Azure VM down in production"],
  write: "Write a message",
  writePost: "Start a post",
  mention: "Mention the bot",
  attach: "Attach files",
  removeFile: (name) => `Remove ${name}`,
  downloadFile: (name) => `Download ${name}`,
  notUploaded: "The files could not be attached; each may have up to 25 MB. Nothing was sent.",
  accept: "Accept",
  decline: "Decline",
  send: "Send",
  reply: "Reply",
  replyingTo: (name) => `Replying to ${name}`,
  stopReplying: "Start a new post instead",
  typing: (name) => `${name} is typing`,
  today: "Today",
  earlier: (count) => `Show earlier messages (${count})`,
  edited: "edited",
  cannotShow: "This message has content that the local chat cannot show.",
  messageBy: (name, time) => `${name}, ${time}`,
  noChoice: "Nothing matches",
  searching: "Searching…",
  findCase: "Find a case",
  findCaseWords: "Number, customer, product, state or words",
  found: (count) => `${count} found. Choose one to post it here.`,
  dismiss: "Dismiss",
  sent: "Your response was sent to the app.",
  unheard: "Posted. The bot reads only posts that mention it.",
  unreachable: "The bot could not be reached. Nothing you typed is lost: try again in a moment.",
  refused: (status) =>
    `The bot answered with an error (${status}). Nothing you typed is lost: please try again.`,
  problem: (code) => `The bot reported a problem (${code}). Please try again.`,
  gone: "That message is no longer there.",
  disconnected: "The connection is interrupted. Trying again…",
  moreOf: (name, time) => `More options for the message of ${name}, ${time}`,
  checkRules: "Check support rules",
  opening: "One moment…",
  close: "Close",
  channels: "Channels",
  channelMenu: "Options for this channel",
  renameChannel: "Rename channel…",
  channelTitle: "Name of the channel",
  deleteChannel: "Delete channel",
  restoreChannel: "Restore channel",
  removeApp: "Remove the app from the team",
  save: "Save",
  addApp: (name) => `Add ${name} to the team`,
  addAppMore: (name) => `${name} is not in this team yet. Until then nobody can mention it here.`,
  notInTeam: "Posted. Add the app to the team first: then it reads posts that mention it.",
  mentioned: (count) => (count === 1 ? "1 mention" : `${count} mentions`),
  allCases: "Cases",
  connector: "Connector",
  connectorMore: "Let calls of the bot fail, and try what happens later.",
  fault: "What goes wrong",
  extent: "Which posts and edits",
  setFault: "Apply",
  noFault: "Every call goes through.",
  faultOn: (fault, extent) => `${fault} · ${extent}`,
  faults: {
    none: "Nothing",
    throttled: "429, too many requests",
    throttledFor: "429, retry after 5 seconds",
    badGateway: "502, bad gateway",
    preconditionFailed: "412, precondition failed",
    blocked: "403, the person blocked the app",
    hang: "No answer for 15 seconds",
    drop: "The connection breaks",
    slow: "Slow, 3 seconds",
  },
  extents: { next: "the next one", nextFive: "the next 5", some: "30 % of them" },
  counters: "Counters",
  counted: {
    calls: "Calls",
    failures: "Failed calls",
    posts: "Posts",
    edits: "Edits",
    members: "Member lists",
    pages: "Member pages",
    pending: "Deliveries waiting",
    unknown: "Outcome unknown",
    failed: "Given up",
  },
  clock: "Clock",
  chatTime: (time, minutes) =>
    minutes === 0 ? time : `${time}, moved by ${formatMinutes(minutes, ["d", "h", "min"])}`,
  jumpQuarter: "+15 min",
  jumpHour: "+1 h",
  jumpDay: "+1 day",
};

const traditionalChinese: Texts = {
  localChat: "本機聊天",
  you: "您的身分",
  language: "語言",
  theme: "佈景主題",
  themes: { light: "淺色", dark: "深色", contrast: "高對比" },
  roles: { technician: "技術人員", lead: "主管" },
  chat: "聊天",
  channel: "頻道",
  channelOf: (team) => `${team} 的頻道`,
  newMessages: "有新訊息",
  chatSubtitle: "機器人 · 只有您看得到這個聊天",
  messagesOfChat: "與機器人的訊息",
  messagesOfChannel: "頻道中的貼文",
  chatEmpty: "您正在處理什麼問題？",
  chatEmptyMore: "打個招呼，或用一句話描述客戶的問題。",
  channelEmpty: "目前還沒有貼文",
  channelEmptyMore: "轉給團隊的案件會出現在這裡。提及機器人，即可在團隊面前向它提問。",
  suggestions: "建議",
  openers: ["你好", "客戶無法登入 Microsoft 365", "生產環境的 Azure VM 停機"],
  write: "輸入訊息",
  writePost: "開始新貼文",
  mention: "提及機器人",
  attach: "附加檔案",
  removeFile: (name) => `移除 ${name}`,
  downloadFile: (name) => `下載 ${name}`,
  notUploaded: "無法附加檔案，每個檔案最大 25 MB。訊息尚未傳送。",
  accept: "接受",
  decline: "拒絕",
  send: "傳送",
  reply: "回覆",
  replyingTo: (name) => `正在回覆 ${name}`,
  stopReplying: "改為開始新貼文",
  typing: (name) => `${name} 正在輸入`,
  today: "今天",
  earlier: (count) => `顯示更早的訊息（${count}）`,
  edited: "已編輯",
  cannotShow: "此訊息包含本機聊天無法顯示的內容。",
  messageBy: (name, time) => `${name}，${time}`,
  noChoice: "沒有符合的項目",
  searching: "搜尋中…",
  findCase: "尋找案件",
  findCaseWords: "案件編號、客戶、產品、狀態或文字",
  found: (count) => `找到 ${count} 個，選擇一個即可張貼在這裡。`,
  dismiss: "關閉",
  sent: "您的回覆已傳送給應用程式。",
  unheard: "已張貼。機器人只會讀取提及它的貼文。",
  unreachable: "無法連線到機器人。您輸入的內容都還在，請稍後再試一次。",
  refused: (status) => `機器人回應了錯誤（${status}）。您輸入的內容都還在，請再試一次。`,
  problem: (code) => `機器人回報了問題（${code}）。請再試一次。`,
  gone: "該訊息已不存在。",
  disconnected: "連線中斷，正在重新連線…",
  moreOf: (name, time) => `${name} ${time} 的訊息的更多選項`,
  checkRules: "檢查支援規則",
  opening: "請稍候…",
  close: "關閉",
  channels: "頻道",
  channelMenu: "此頻道的選項",
  renameChannel: "重新命名頻道…",
  channelTitle: "頻道名稱",
  deleteChannel: "刪除頻道",
  restoreChannel: "還原頻道",
  removeApp: "將應用程式從團隊移除",
  save: "儲存",
  addApp: (name) => `將 ${name} 新增至團隊`,
  addAppMore: (name) => `${name} 還不在這個團隊裡，目前無法在此提及它。`,
  notInTeam: "已張貼。請先將應用程式新增至團隊，它才會讀取提及它的貼文。",
  mentioned: (count) => `${count} 則提及`,
  allCases: "案件",
  connector: "連接器",
  connectorMore: "讓機器人的呼叫失敗，並試試之後會發生什麼事。",
  fault: "發生什麼問題",
  extent: "哪些張貼與編輯",
  setFault: "套用",
  noFault: "所有呼叫都正常。",
  faultOn: (fault, extent) => `${fault} · ${extent}`,
  faults: {
    none: "沒有問題",
    throttled: "429，要求過多",
    throttledFor: "429，5 秒後重試",
    badGateway: "502，閘道錯誤",
    preconditionFailed: "412，先決條件失敗",
    blocked: "403，使用者封鎖了應用程式",
    hang: "15 秒沒有回應",
    drop: "連線中斷",
    slow: "緩慢，3 秒",
  },
  extents: { next: "下一個", nextFive: "接下來 5 個", some: "其中 30 %" },
  counters: "計數",
  counted: {
    calls: "呼叫",
    failures: "失敗的呼叫",
    posts: "張貼",
    edits: "編輯",
    members: "成員清單",
    pages: "成員分頁",
    pending: "等候傳送",
    unknown: "結果不明",
    failed: "已放棄",
  },
  clock: "時鐘",
  chatTime: (time, minutes) =>
    minutes === 0 ? time : `${time}，已撥快 ${formatMinutes(minutes, ["天", "小時", "分鐘"])}`,
  jumpQuarter: "+15 分鐘",
  jumpHour: "+1 小時",
  jumpDay: "+1 天",
};

const simplifiedChinese: Texts = {
  localChat: "本地聊天",
  you: "您的身份",
  language: "语言",
  theme: "主题",
  themes: { light: "浅色", dark: "深色", contrast: "高对比度" },
  roles: { technician: "技术人员", lead: "主管" },
  chat: "聊天",
  channel: "频道",
  channelOf: (team) => `${team} 的频道`,
  newMessages: "有新消息",
  chatSubtitle: "机器人 · 只有您能看到此聊天",
  messagesOfChat: "与机器人的消息",
  messagesOfChannel: "频道中的帖子",
  chatEmpty: "您正在处理什么问题？",
  chatEmptyMore: "打个招呼，或用一句话描述客户的问题。",
  channelEmpty: "暂时还没有帖子",
  channelEmptyMore: "转给团队的案例会出现在这里。提及机器人，即可在团队面前向它提问。",
  suggestions: "建议",
  openers: ["你好", "客户无法登录 Microsoft 365", "生产环境的 Azure VM 宕机"],
  write: "输入消息",
  writePost: "发布新帖子",
  mention: "提及机器人",
  attach: "附加文件",
  removeFile: (name) => `移除 ${name}`,
  downloadFile: (name) => `下载 ${name}`,
  notUploaded: "无法附加文件，每个文件最大 25 MB。消息尚未发送。",
  accept: "接受",
  decline: "拒绝",
  send: "发送",
  reply: "回复",
  replyingTo: (name) => `正在回复 ${name}`,
  stopReplying: "改为发布新帖子",
  typing: (name) => `${name} 正在输入`,
  today: "今天",
  earlier: (count) => `显示更早的消息（${count}）`,
  edited: "已编辑",
  cannotShow: "此消息包含本地聊天无法显示的内容。",
  messageBy: (name, time) => `${name}，${time}`,
  noChoice: "没有匹配项",
  searching: "正在搜索…",
  findCase: "查找案例",
  findCaseWords: "案例编号、客户、产品、状态或文字",
  found: (count) => `找到 ${count} 个，选择一个即可发布到这里。`,
  dismiss: "关闭",
  sent: "您的回复已发送给应用。",
  unheard: "已发布。机器人只会读取提及它的帖子。",
  unreachable: "无法连接到机器人。您输入的内容都还在，请稍后重试。",
  refused: (status) => `机器人返回了错误（${status}）。您输入的内容都还在，请重试。`,
  problem: (code) => `机器人报告了问题（${code}）。请重试。`,
  gone: "该消息已不存在。",
  disconnected: "连接中断，正在重新连接…",
  moreOf: (name, time) => `${name} ${time} 的消息的更多选项`,
  checkRules: "检查支持规则",
  opening: "请稍候…",
  close: "关闭",
  channels: "频道",
  channelMenu: "此频道的选项",
  renameChannel: "重命名频道…",
  channelTitle: "频道名称",
  deleteChannel: "删除频道",
  restoreChannel: "恢复频道",
  removeApp: "从团队中移除应用",
  save: "保存",
  addApp: (name) => `将 ${name} 添加到团队`,
  addAppMore: (name) => `${name} 尚未加入此团队，目前无法在这里提及它。`,
  notInTeam: "已发布。请先将应用添加到团队，它才会读取提及它的帖子。",
  mentioned: (count) => `${count} 条提及`,
  allCases: "案例",
  connector: "连接器",
  connectorMore: "让机器人的调用失败，并试试之后会发生什么。",
  fault: "出什么问题",
  extent: "哪些发布与编辑",
  setFault: "应用",
  noFault: "所有调用均正常。",
  faultOn: (fault, extent) => `${fault} · ${extent}`,
  faults: {
    none: "没有问题",
    throttled: "429，请求过多",
    throttledFor: "429，5 秒后重试",
    badGateway: "502，网关错误",
    preconditionFailed: "412，先决条件失败",
    blocked: "403，用户屏蔽了应用",
    hang: "15 秒没有响应",
    drop: "连接断开",
    slow: "缓慢，3 秒",
  },
  extents: { next: "下一个", nextFive: "接下来 5 个", some: "其中 30%" },
  counters: "计数",
  counted: {
    calls: "调用",
    failures: "失败的调用",
    posts: "发布",
    edits: "编辑",
    members: "成员列表",
    pages: "成员分页",
    pending: "等待发送",
    unknown: "结果未知",
    failed: "已放弃",
  },
  clock: "时钟",
  chatTime: (time, minutes) =>
    minutes === 0 ? time : `${time}，已拨快 ${formatMinutes(minutes, ["天", "小时", "分钟"])}`,
  jumpQuarter: "+15 分钟",
  jumpHour: "+1 小时",
  jumpDay: "+1 天",
};

/** The page's texts by language; a language or a text that is missing does not compile. */
export const texts: Readonly<Record<Locale, Texts>> = {
  "en-US": english,
  "zh-TW": traditionalChinese,
  "zh-CN": simplifiedChinese,
};

/** Each language by its own name, with the tag that tells fonts and screen readers which script it is. */
export const languages: Readonly<Record<Locale, { readonly name: string; readonly tag: string }>> = {
  "en-US": { name: "English", tag: "en" },
  "zh-TW": { name: "繁體中文", tag: "zh-Hant" },
  "zh-CN": { name: "简体中文", tag: "zh-Hans" },
};

/** "1 d 2 h", without the parts that are nothing. */
function formatMinutes(minutes: number, units: readonly [string, string, string]): string {
  const parts = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  return parts.flatMap((count, at) => (count === 0 ? [] : [`${count} ${units[at] ?? ""}`])).join(" ");
}
