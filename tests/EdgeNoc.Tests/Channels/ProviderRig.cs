using System.Net;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Channels.AlertWebhook;
using EdgeNoc.Collector.Channels.Evolution;
using EdgeNoc.Collector.Channels.Fonnte;
using EdgeNoc.Collector.Channels.HttpTemplate;
using EdgeNoc.Collector.Channels.MetaCloud;
using EdgeNoc.Collector.Channels.Mpwa;
using EdgeNoc.Collector.Channels.Telegram;
using EdgeNoc.Collector.Channels.Waha;
using EdgeNoc.Common.Config;
using EdgeNoc.Simulators.Gateway;
using EdgeNoc.Tests.Configuration;

namespace EdgeNoc.Tests.Channels;

/// <summary>Every provider that speaks HTTP, set up against the simulated gateway.</summary>
internal static class ProviderRig
{
    public const string Key = "123456:AAk3y-_s3cret";
    public const string PathSecret = "path-secret-0123456789";
    public const string SigningSecret = "signing-secret-0123456789";

    public static SecretSource KeySource { get; } = TestSecret.Of(Key);

    public static SecretSource PathSource { get; } = TestSecret.Of(PathSecret);

    public static SecretSource SigningSource { get; } = TestSecret.Of(SigningSecret);

    public static readonly string[] Providers = ["evolution", "fonnte", "http", "meta-cloud", "mpwa", "telegram", "waha", "webhook"];

    public static Task<GatewayServer> GatewayAsync() => GatewayServer.StartAsync(new GatewayOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), ApiKey = Key });

    /// <summary>Somebody whom the provider reaches.</summary>
    public static string Recipient(string provider) => provider switch { "telegram" => "123456789", "webhook" => "noc", _ => "628123456789" };

    public static OutgoingMessage Message(string provider, string text = "🔴 #17 hello") => new(Recipient(provider), text) { LastInboundAt = DateTimeOffset.UtcNow };

    public static IChannelSettings Settings(string provider, Uri gateway)
    {
        var id = new ChannelIdentity($"my-{provider}", provider);
        return provider switch
        {
            "mpwa" => new MpwaSettings(id, new Uri(gateway, "/send-message"), "628111222333", KeySource, PathSource),
            "meta-cloud" => new MetaSettings(id, new Uri(gateway, "/v24.0/106540352242922/messages"), "106540352242922", KeySource, new("noc_alert_v1", "id", 2), SigningSource, PathSource),
            "fonnte" => new FonnteSettings(id, gateway, KeySource, PathSource),
            "waha" => new WahaSettings(id, gateway, "default", KeySource, SigningSource, null),
            "evolution" => new EvolutionSettings(id, gateway, "noc", KeySource, PathSource),
            "telegram" => new TelegramSettings(id, gateway, KeySource, PathSource),
            "webhook" => new WebhookSettings(id, new Uri(gateway, "/alerts"), KeySource, null),
            "http" => new HttpTemplateSettings(
                id, HttpMethod.Post, $"{gateway}call", [("X-Key", "{{secret}}")], """{"to":"{{to}}","text":"{{text}}"}""", "application/json", KeySource, "result", "queued", "call.id", 4096, false),
            _ => throw new ArgumentOutOfRangeException(nameof(provider)),
        };
    }

    /// <summary>The channel with a short timeout, for gateways that hang.</summary>
    public static IChannel Open(string provider, Uri gateway, TimeSpan timeout) => Settings(provider, gateway) switch
    {
        MpwaSettings settings => new MpwaChannel(settings, TimeProvider.System, timeout),
        MetaSettings settings => new MetaChannel(settings, TimeProvider.System, timeout),
        FonnteSettings settings => new FonnteChannel(settings, TimeProvider.System, timeout),
        WahaSettings settings => new WahaChannel(settings, TimeProvider.System, timeout),
        EvolutionSettings settings => new EvolutionChannel(settings, TimeProvider.System, timeout),
        TelegramSettings settings => new TelegramChannel(settings, TimeProvider.System, timeout),
        WebhookSettings settings => new WebhookChannel(settings, TimeProvider.System, timeout),
        HttpTemplateSettings settings => new HttpTemplateChannel(settings, TimeProvider.System, timeout),
        _ => throw new ArgumentOutOfRangeException(nameof(provider)),
    };
}
