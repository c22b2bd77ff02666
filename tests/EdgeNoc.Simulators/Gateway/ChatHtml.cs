using System.Globalization;
using System.Net;
using System.Text;

namespace EdgeNoc.Simulators.Gateway;

/// <summary>The messages as a chat, for a person who watches the demo. Newest last, refreshed every 2 s.</summary>
internal static class ChatHtml
{
    private const int Shown = 200;

    public static string Render(IReadOnlyList<GatewayMessage> messages)
    {
        var html = new StringBuilder(Head);
        if (messages.Count == 0) html.Append("<p class=\"none\">No message yet.</p>\n");
        foreach (var message in messages.TakeLast(Shown))
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<article><header>{message.Number} to {Escape(message.To)}</header><p>{Escape(message.Text)}</p><time>{message.At:HH:mm:ss} UTC</time></article>\n");
        }

        return html.Append("</main></body></html>\n").ToString();
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    private const string Head = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="refresh" content="2">
        <title>WhatsApp gateway (simulated)</title>
        <style>
        body { margin: 0; font: 16px/1.4 sans-serif; background: #efe7dd; color: #111; }
        h1 { margin: 0; padding: .6em 1em; font-size: 1.1em; background: #075e54; color: #fff; }
        main { max-width: 44em; margin: 0 auto; padding: 1em; }
        article { margin: 0 0 .8em; padding: .5em .8em; background: #dcf8c6; border-radius: .5em; }
        article header, article time { font-size: .8em; color: #444; }
        article p { margin: .2em 0; white-space: pre-wrap; overflow-wrap: anywhere; }
        </style>
        </head>
        <body><h1>WhatsApp gateway (simulated): what was sent</h1><main>

        """;
}
