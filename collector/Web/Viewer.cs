using System.Globalization;
using System.Text.Encodings.Web;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Users;
using EdgeNoc.Collector.Web.Text;
using Microsoft.AspNetCore.Html;

namespace EdgeNoc.Collector.Web;

/// <summary>Who looks at a page: what he may see and do, and how he is spoken to. One for each request; a page has it as <c>V</c>.</summary>
internal sealed class Viewer
{
    public const string LanguageCookie = "edgenoc-language";

    private readonly Phrasing _say;
    private readonly DateTimeOffset _now;

    public Viewer(IHttpContextAccessor accessor, TimeProvider time)
    {
        var context = accessor.HttpContext!;
        _now = time.GetUtcNow();
        Person = Person.Of(context.User);
        var chosen = Person?.Language ?? context.Request.Cookies[LanguageCookie];
        Language = chosen is "id" or "pt" or "en" ? chosen : LanguageChoice.Of(context.Request.Headers.AcceptLanguage);
        Zone = Person?.Zone is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;
        _say = new Phrasing(new MessageStyle(Language, Zone));
    }

    /// <summary>Null: nobody is signed in.</summary>
    public Person? Person { get; }

    /// <summary><c>id</c>, <c>pt</c>, <c>en</c>.</summary>
    public string Language { get; }

    public TimeZoneInfo Zone { get; }

    public SiteScope Scope => Person?.Scope ?? SiteScope.Of([]);

    /// <summary>The words of alerts and incidents, as messages have them.</summary>
    public Phrasing Phrasing => _say;

    public DateTimeOffset Now => _now;

    public Actor Actor => Person?.Actor ?? new Actor("", "", Person.ViaConsole);

    public bool May(Role needed) => Person?.May(needed) == true;

    /// <summary>Whether he may do it at this site.</summary>
    public bool May(Role needed, string site) => May(needed) && Scope.Allows(site);

    public string Say(Word word, params object?[] values) => word.In(Language, values);

    public string Number(double value) => _say.Number(value);

    public string Duration(TimeSpan duration) => _say.Duration(duration);

    /// <summary><c>12:03 WIB</c>, with the date when it was not today, and all of it where one points at it.</summary>
    public IHtmlContent Time(DateTimeOffset? time)
    {
        if (time is not { } at) return HtmlString.Empty;
        var (iso, full) = (at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), HtmlEncoder.Default.Encode(_say.Full(at)));
        return new HtmlString($"<time datetime=\"{iso}\" title=\"{full}\">{HtmlEncoder.Default.Encode(_say.Clock(at, _now))}</time>");
    }
}
