using System.Globalization;

namespace EdgeNoc.Collector.Alerts.Text.Languages;

/// <summary>
/// Everything that is said in one language. A word that a language lacks does not compile; what is said of kinds, causes and reasons, which are
/// texts on the wire, is held complete by a test.
/// </summary>
internal sealed record Language
{
    /// <summary><c>id</c>, <c>pt</c>, <c>en</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Separators only: this process knows no cultures.</summary>
    public required NumberFormatInfo Numbers { get; init; }

    public required DurationWords Durations { get; init; }

    public required Catalogue Catalogue { get; init; }

    public required MessageWords Messages { get; init; }

    public required OfflineWords Offline { get; init; }

    public required RecoveryWords Recovery { get; init; }

    public required MaintenanceWords Maintenance { get; init; }

    public required ReplyWords Replies { get; init; }

    public required CommandWords Commands { get; init; }

    public required FindWords Find { get; init; }

    public required ReportWords Reports { get; init; }

    public static IReadOnlyList<Language> All { get; } = [Indonesian.Language, Portuguese.Language, English.Language];

    /// <summary>By its code, also with a region (<c>pt-BR</c>); English for anything else.</summary>
    public static Language Of(string? code)
    {
        var word = (code ?? "").Split('-', '_')[0];
        return All.FirstOrDefault(language => language.Code.Equals(word, StringComparison.OrdinalIgnoreCase)) ?? English.Language;
    }

    public static bool IsKnown(string? code) => All.Any(language => language.Code == code);
}
