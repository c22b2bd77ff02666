using System.Globalization;
using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Events;
using Speech = EdgeNoc.Collector.Alerts.Text.Languages.Language;

namespace EdgeNoc.Collector.Api.Entries;

/// <summary>Values that several kinds of entries have; what is wrong is noted in the section.</summary>
internal static class EntryText
{
    private const int MaxText = 256;

    /// <summary>An id; where the address names it already, the entry may leave it out but not contradict.</summary>
    public static string Id(ConfigSection section, string? fixedId)
    {
        var id = section.Text("id", required: fixedId is null) ?? fixedId ?? "";
        if (fixedId is not null && id != fixedId) section.Error("id", ConfigSection.Quoted(id), "is not the id in the address", $"write {fixedId} or leave it out");
        else if (id.Length > 0 && !Topics.IsName(id))
            section.Error("id", ConfigSection.Quoted(id), "cannot be an id", "use 1 to 64 letters, digits, dots, dashes and underscores, a letter or digit first");
        return id;
    }

    /// <summary>Where something stands, in degrees: both or neither, and not where nothing does.</summary>
    public static (double? Latitude, double? Longitude) Place(ConfigSection section)
    {
        var place = section.Coordinates();
        if (place is (0.0, 0.0)) section.Error("latitude", "0, 0", "lies in the Atlantic", "write where it stands, or leave latitude and longitude out");
        return place;
    }

    /// <summary>A text of people: one line of at most 256 characters.</summary>
    public static string? Line(ConfigSection section, string key, bool required = false)
    {
        var text = section.Text(key, required);
        if (text?.Length > MaxText) section.Error(key, ConfigSection.Quoted(text), "is too long", string.Create(CultureInfo.InvariantCulture, $"write at most {MaxText} characters"));
        if (text?.Any(char.IsControl) == true) section.Error(key, null, "holds a line break or a control character", "write one line");
        return text;
    }

    public static string? Language(ConfigSection section)
    {
        // Empty is what a contact has who reads the language of the site.
        var language = section.Has("language") ? section.TextOrEmpty("language") : "";
        if (language.Length == 0 || Speech.IsKnown(language)) return language.Length == 0 ? null : language;
        section.Error("language", ConfigSection.Quoted(language), "is not spoken here", $"write one of {string.Join(", ", Speech.All.Select(known => known.Code))}");
        return null;
    }

    /// <summary>The IANA name of a zone; null: none is named.</summary>
    public static string? Zone(ConfigSection section, string key)
    {
        if (!section.Has(key)) return null;
        var zone = section.TimeZone(key);
        return zone.Equals(TimeZoneInfo.Utc) ? "UTC" : zone.Id;
    }

    /// <summary><c>HH:mm</c>; empty after an error.</summary>
    public static string Clock(ConfigSection section, string key, bool required = true)
    {
        var text = section.Text(key, required) ?? "";
        if (text.Length > 0 && !ClockTime.TryParse(text, out _)) section.Error(key, ConfigSection.Quoted(text), "is no time of the day", "write hours and minutes, such as 07:00");
        return text;
    }

    /// <summary>A time with its zone; null when it is left out, or wrong.</summary>
    public static DateTimeOffset? Time(ConfigSection section, string key, bool required = false)
    {
        if (section.Text(key, required) is not { } text) return null;
        if (IsoTime.TryParse(text, out var time)) return time;
        section.Error(key, ConfigSection.Quoted(text), "is no time", IsoTime.Remedy);
        return null;
    }

    /// <summary>One of a few words, which must be there.</summary>
    public static string Word(ConfigSection section, string key, params IReadOnlyList<string> words)
    {
        if (section.Has(key)) return section.Choice(key, words[0], words);
        section.Error(key, null, "is missing", $"write one of {string.Join(", ", words)}");
        return words[0];
    }

    /// <summary>Seconds; null when they are left out.</summary>
    public static int? Seconds(ConfigSection section, string key, int minimum, int maximum) => section.Has(key) ? section.Integer(key, minimum, minimum, maximum) : null;

    /// <summary>Notes an error when a list is longer than anybody needs.</summary>
    public static IReadOnlyList<T> AtMost<T>(ConfigSection section, string key, IReadOnlyList<T> list, int most)
    {
        if (list.Count <= most) return list;
        section.Error(key, null, string.Create(CultureInfo.InvariantCulture, $"has {list.Count} entries"), string.Create(CultureInfo.InvariantCulture, $"write at most {most}"));
        return [];
    }
}
