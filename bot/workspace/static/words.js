// The page's own words, in the language of the person it is seen as.

const ZH = {
  who: "以此身份", channels: "频道", directs: "私信", messages: "消息", home: "主页", thread: "消息列",
  skip: "跳到输入框", menu: "频道列表", close: "关闭", send: "发送", reply: "回复消息列", react: "表情", edit: "编辑", remove: "删除",
  ask: (room) => `发消息到 ${room}，或输入 /nvcn 提问`, askThread: "回复……", keys: "Enter 发送 · Shift+Enter 换行",
  only: "仅你可见", edited: "（已编辑）", app: "应用", replies: (n) => `${n} 条回复`, empty: "还没有消息。试试：/nvcn H800 被禁了吗？",
  noBot: "nvcn 不在这个频道：@提及无效，/nvcn 仍可用", unknown: (t) => `（这里不显示 ${t} 类型的内容）`,
  failed: (w) => `nvcn 没有正常回应（${w}）`, offline: "连接中断，正在重连……", required: "请填写此项", submit: "提交", cancel: "取消",
  image: "图片", noHome: "nvcn 还没有主页内容。", choose: "请选择……", search: "输入以搜索", more: "更多", helpful: "评价",
  yours: "你", save: "保存", saved: "按 Enter 保存，Esc 取消", removeAsk: "删除这条消息？", nothing: "没有结果",
};
const EN = {
  who: "Seen as", channels: "Channels", directs: "Direct messages", messages: "Messages", home: "Home", thread: "Thread",
  skip: "Skip to the composer", menu: "List of channels", close: "Close", send: "Send", reply: "Reply in thread",
  react: "React", edit: "Edit", remove: "Delete",
  ask: (room) => `Message ${room}, or ask with /nvcn`, askThread: "Reply…", keys: "Enter sends · Shift+Enter new line",
  only: "Only visible to you", edited: "(edited)", app: "APP", replies: (n) => (n === 1 ? "1 reply" : `${n} replies`),
  empty: "No messages yet. Try: /nvcn Is the H800 banned?",
  noBot: "nvcn is not in this channel: mentions do nothing, /nvcn works", unknown: (t) => `(content of type ${t} is not shown here)`,
  failed: (w) => `nvcn did not respond properly (${w})`, offline: "Connection lost, trying again…", required: "Please fill this in",
  submit: "Submit", cancel: "Cancel", image: "Image", noHome: "nvcn has shown no Home tab yet.", choose: "Choose…",
  search: "Type to search", more: "More", helpful: "Feedback",
  yours: "you", save: "Save", saved: "Enter saves, Esc cancels", removeAsk: "Delete this message?", nothing: "No results",
};

export let words = ZH;

export function speak(locale) {
  words = locale.startsWith("zh") ? ZH : EN;
  document.documentElement.lang = locale;
}
