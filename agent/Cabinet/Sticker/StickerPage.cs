using System.Net;

namespace EdgeNoc.Agent.Cabinet.Sticker;

/// <summary>What stands on a sticker.</summary>
/// <param name="Site">The site's id, which the caller tells.</param>
/// <param name="Name">What people call the site.</param>
/// <param name="Phone">Whom to call.</param>
/// <param name="Language"><c>id</c>, <c>pt</c> or <c>en</c>.</param>
/// <param name="Page">The cabinet's page for the technician's phone; null where there is none.</param>
internal sealed record StickerFacts(string Site, string Name, string Phone, string Language, Uri? Page);

/// <summary>The sticker as a page of 105 × 74 mm (A7) that a browser prints, or keeps as PDF. Pure; needs nothing from elsewhere.</summary>
internal static class StickerPage
{
    public static string Of(StickerFacts facts)
    {
        var text = StickerText.Of(facts.Language);
        var technician = facts.Page is null ? "" : $"""
              <div class="tech">{QrSvg.Of(facts.Page.AbsoluteUri)}<small>{Html(text.Technician)}<br>{Html(facts.Page.AbsoluteUri)}</small></div>

            """;
        return $$"""
            <!doctype html>
            <html lang="{{Html(facts.Language)}}">
            <meta charset="utf-8">
            <title>{{Html(facts.Site)}}</title>
            <style>
              @page { size: 105mm 74mm; margin: 0 }
              * { box-sizing: border-box; margin: 0 }
              body { width: 105mm; height: 74mm; padding: 4mm; font: 3.6mm/1.25 "DejaVu Sans", Verdana, Arial, sans-serif; color: #000; background: #fff; overflow: hidden }
              h1 { font-size: 4.6mm; margin-bottom: 2mm }
              li { display: flex; align-items: center; gap: 3mm; margin-bottom: 1.4mm; list-style: none }
              ul { padding: 0 }
              li svg { width: 8mm; height: 8mm; flex: none }
              .bottom { display: flex; justify-content: space-between; align-items: end; position: absolute; left: 4mm; top: 44mm; width: 97mm; height: 26mm }
              .phone { font-size: 7.4mm; font-weight: bold; white-space: nowrap }
              .site { font-size: 5mm; font-weight: bold }
              .tech { width: 26mm; text-align: center }
              .qr { width: 20mm; height: 20mm }
              small { font-size: 2.1mm; display: block; overflow-wrap: anywhere; line-height: 1.1 }
            </style>
            <h1>{{Html(text.Title)}}</h1>
            <ul>
              <li>{{Lamp("<circle cx='12' cy='12' r='8' fill='#000'/>")}}<span>{{Html(text.Steady)}}</span></li>
              <li>{{Lamp("<path d='M12 4a8 8 0 0 0 0 16z' fill='#000'/><circle cx='12' cy='12' r='8' fill='none' stroke='#000' stroke-width='1.5'/><path d='M12 0v2M12 22v2M0 12h2M22 12h2M3.5 3.5 5 5M19 19l1.5 1.5M3.5 20.5 5 19M19 5l1.5-1.5' stroke='#000' stroke-width='1.5'/>")}}<b>{{Html(text.Blinks)}}</b></li>
              <li>{{Lamp("<circle cx='12' cy='12' r='8' fill='none' stroke='#000' stroke-width='1.5'/>")}}<span>{{Html(text.Dark)}}</span></li>
            </ul>
            <div class="bottom">
              <div>
                <div>{{Html(text.Call)}}</div>
                <div class="phone">{{Html(facts.Phone)}}</div>
                <div>{{Html(text.Say)}}: <span class="site">{{Html(facts.Site)}}</span></div>
                <div>{{Html(facts.Name == facts.Site ? "" : facts.Name)}}</div>
              </div>
            {{technician}}</div>

            """;
    }

    private static string Lamp(string drawing) => $"<svg viewBox='0 0 24 24' aria-hidden='true'>{drawing}</svg>";

    private static string Html(string text) => WebUtility.HtmlEncode(text);
}
