using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EdgeNoc.Collector.Channels.MetaCloud;

/// <summary>The three shapes of a message to Meta.</summary>
internal static partial class MetaRequest
{
    // A longer body, or a longer title, and Meta refuses the whole message.
    private const int MaxInteractiveBody = 1024;

    // The body of a template may have 1,024 with all parameters in it; its own words are not known here.
    private const int MaxParameters = 800;

    /// <summary>The body; null when only a template may go and there is none.</summary>
    public static JsonObject? Body(MetaSettings settings, string to, OutgoingMessage message, DateTimeOffset now)
    {
        var body = new JsonObject { ["messaging_product"] = "whatsapp", ["recipient_type"] = "individual", ["to"] = to };
        if (!ConversationWindow.IsOpen(message.LastInboundAt, now))
        {
            if (Template(settings.Template, message) is not { } template) return null;
            (body["type"], body["template"]) = ("template", template);
        }
        else if (Buttons(message) is { Count: > 0 } buttons && message.Text.Length <= MaxInteractiveBody)
        {
            (body["type"], body["interactive"]) = ("interactive", Interactive(message.Text, buttons));
        }
        else
        {
            (body["type"], body["text"]) = ("text", new JsonObject { ["preview_url"] = false, ["body"] = message.Text });
        }

        if (message.Reference is { } reference) body["biz_opaque_callback_data"] = reference;
        return body;
    }

    private static JsonObject Interactive(string text, IReadOnlyList<MessageButton> buttons) => new()
    {
        ["type"] = "button",
        ["body"] = new JsonObject { ["text"] = text },
        ["action"] = new JsonObject
        {
            ["buttons"] = new JsonArray([.. buttons.Select(button => new JsonObject
            {
                ["type"] = "reply",
                ["reply"] = new JsonObject { ["id"] = button.Id, ["title"] = button.ShortTitle },
            })]),
        },
    };

    private static JsonObject? Template(ApprovedTemplate? approved, OutgoingMessage message)
    {
        var template = message.Template ?? (approved is null ? null : new MessageTemplate(approved.Name, approved.Language, [message.Text.Split('\n')[0]]));
        if (template is null) return null;
        var components = new JsonArray();
        if (template.Parameters.Count > 0)
        {
            var room = MaxParameters / template.Parameters.Count;
            components.Add(new JsonObject
            {
                ["type"] = "body",
                ["parameters"] = new JsonArray([.. template.Parameters.Select(text => new JsonObject { ["type"] = "text", ["text"] = OneLine(text, room) })]),
            });
        }

        foreach (var (index, button) in Buttons(message).Take(approved?.QuickReplies ?? 0).Index())
        {
            components.Add(new JsonObject
            {
                ["type"] = "button",
                ["sub_type"] = "quick_reply",
                ["index"] = $"{index}",
                ["parameters"] = new JsonArray(new JsonObject { ["type"] = "payload", ["payload"] = button.Id }),
            });
        }

        return new JsonObject
        {
            ["name"] = template.Name,
            ["language"] = new JsonObject { ["code"] = template.Language },
            ["components"] = components,
        };
    }

    private static List<MessageButton> Buttons(OutgoingMessage message) => [.. message.Buttons.Take(MessageButton.MaxCount)];

    /// <summary>A parameter may hold no line break, no tab and no long gap, and may not be empty.</summary>
    private static string OneLine(string text, int room)
    {
        var line = Gaps().Replace(WellFormed.Text(text), " ").Trim();
        return line.Length == 0 ? "-" : MessageSplit.Cut(line, room);
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Gaps();
}
