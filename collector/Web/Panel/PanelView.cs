using EdgeNoc.Collector.Web.Live;
using EdgeNoc.Collector.Web.Text;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Web.Panel;

/// <summary>A lamp of a cabinet.</summary>
/// <param name="Lamp"><c>owner, uplink, devices, alarm</c>.</param>
/// <param name="Pattern"><c>off, steady, slow_blink, double_blink, fast</c>.</param>
/// <param name="Meaning">What that says, in the viewer's words.</param>
internal sealed record LampView(string Lamp, string Pattern, string Meaning);

/// <summary>Where a page shows it.</summary>
/// <param name="Site">Of which site.</param>
/// <param name="Panel">Null: nothing is known of one.</param>
internal sealed record PanelPlace(string Site, PanelView? Panel);

/// <summary>What a cabinet's door shows.</summary>
/// <param name="Site">Whose.</param>
/// <param name="Mode"><c>live, lamp_test, checking, check_result, config_open, hung</c>.</param>
/// <param name="Lamps">From left to right.</param>
/// <param name="Buzzer">It sounds.</param>
/// <param name="Simulated">No lamp is wired: this is what they would show.</param>
/// <param name="IsStale">Its agent is not heard: this is what they showed then.</param>
/// <param name="HeardAt">When it was heard last.</param>
internal sealed record PanelView(string Site, string Mode, IReadOnlyList<LampView> Lamps, bool Buzzer, bool Simulated, bool IsStale, DateTimeOffset? HeardAt)
{
    /// <summary>Null: nothing is known of one.</summary>
    public static PanelView? Of(string site, PanelBook book, LivePicture picture, Viewer viewer)
    {
        if (book.Of(site) is not { } panel) return null;
        var figures = picture.Sites.GetValueOrDefault(site);
        return new PanelView(site, panel.Mode, Shown(panel, viewer), panel.Buzzer, panel.Simulated == true, figures?.IsStale != false, figures?.HeardAt);
    }

    /// <summary>While the lamps are tried they mean nothing else.</summary>
    private static IReadOnlyList<LampView> Shown(StatusPanel panel, Viewer viewer)
    {
        return [Lamp("owner", panel.Owner), Lamp("uplink", panel.Uplink), Lamp("devices", panel.Devices), Lamp("alarm", panel.Alarm)];

        LampView Lamp(string lamp, string pattern) => new(lamp, pattern, panel.Mode is "live" or "checking" ? viewer.Say(PanelText.Meaning(lamp, pattern)) : "");
    }
}
