using System.Globalization;
using System.Security.Cryptography;

namespace EdgeNoc.Collector.Channels.Inbound;

/// <summary>Values in webhooks, made safe to keep.</summary>
internal static class WebhookText
{
    private const int MaxId = 256;
    private static readonly TimeSpan FarthestAhead = TimeSpan.FromMinutes(10);

    /// <summary>What somebody wrote, cut to what is kept.</summary>
    public static string Written(string? text)
    {
        if (text is null) return "";
        if (text.Length <= InboundMessage.MaxText) return text;
        return text[..(char.IsHighSurrogate(text[InboundMessage.MaxText - 1]) ? InboundMessage.MaxText - 1 : InboundMessage.MaxText)];
    }

    /// <summary>An id of the provider; null when it is none that can be kept.</summary>
    public static string? Id(string? text) => text is { Length: > 0 and <= MaxId } && text.All(c => c is > ' ' and <= '~') ? text : null;

    /// <summary>A made id where the provider gives none: the same for the same bytes.</summary>
    public static string IdOf(ReadOnlyMemory<byte> body) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(body.Span))}";

    /// <summary>Seconds or milliseconds since 1970; what is none, or lies ahead, is the time when it came.</summary>
    public static DateTimeOffset At(string? unix, DateTimeOffset receivedAt)
    {
        if (!double.TryParse(unix, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return receivedAt;
        var seconds = number > 1e11 ? number / 1000 : number;
        if (!(seconds > 0) || seconds > (receivedAt + FarthestAhead).ToUnixTimeSeconds()) return receivedAt;
        return DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000));
    }
}
