using EdgeNoc.Collector.Channels.AlertWebhook;
using EdgeNoc.Collector.Channels.Email;
using EdgeNoc.Collector.Channels.Evolution;
using EdgeNoc.Collector.Channels.Fonnte;
using EdgeNoc.Collector.Channels.HttpTemplate;
using EdgeNoc.Collector.Channels.MetaCloud;
using EdgeNoc.Collector.Channels.Mpwa;
using EdgeNoc.Collector.Channels.Telegram;
using EdgeNoc.Collector.Channels.Waha;

namespace EdgeNoc.Collector.Channels;

/// <summary>Every provider by its name in the config: one line each.</summary>
internal static class Providers
{
    public static IReadOnlyDictionary<string, ChannelIdentity.Reader> All { get; } = new SortedDictionary<string, ChannelIdentity.Reader>(StringComparer.Ordinal)
    {
        ["email"] = EmailSettings.Read,
        ["evolution"] = EvolutionSettings.Read,
        ["fonnte"] = FonnteSettings.Read,
        ["http"] = HttpTemplateSettings.Read,
        ["meta-cloud"] = MetaSettings.Read,
        ["mpwa"] = MpwaSettings.Read,
        ["telegram"] = TelegramSettings.Read,
        ["waha"] = WahaSettings.Read,
        ["webhook"] = WebhookSettings.Read,
    };
}
