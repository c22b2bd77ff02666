namespace EdgeNoc.Collector.Api.Http;

/// <summary>What the description says of parameters. Those of one name mean the same everywhere.</summary>
internal static class Parameters
{
    /// <summary>Of queries.</summary>
    public static IReadOnlyDictionary<string, string> Query { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["action"] = "What was done, such as contact.put.",
        ["actor"] = "Who did it: a user's or token's id.",
        ["alert"] = "An alert's number.",
        ["apply"] = "true: take what is good of it; left out: only look at it.",
        ["assigned"] = "The id of the user who is to look after it.",
        ["category"] = "The first level of groups of ONUs.",
        ["channel"] = "A channel's id, as the collector's config has it.",
        ["contact"] = "A contact's id.",
        ["cursor"] = "What the page before gave as next; left out: from the beginning.",
        ["days"] = "How many days back.",
        ["device"] = "A device's id, or site.",
        ["entity"] = "A part of a device, such as onu/0/3:17; left out: the device itself.",
        ["group"] = "Of these only: onu, ont, device; of a list of ONTs the group that they are put in; of customers a group's id, or - for those in none.",
        ["incident"] = "An incident's number.",
        ["interface"] = "A port as its device calls it, such as ether1.",
        ["kind"] = "A kind of alert, such as pon.down; of interfaces port or pon.",
        ["language"] = "id, pt or en; left out: the site's.",
        ["limit"] = "At most so many, 1 to 1000; left out: 100.",
        ["month"] = "Such as 2026-11; left out: this one.",
        ["of_what"] = "onus or accounts; left out: onus.",
        ["name"] = "A part of its name.",
        ["onu"] = "An ONU's number within its PON.",
        ["order"] = "Of a list asc or desc; of optics rx, the weakest first, slope, what falls fastest, or soon, what is weak soonest.",
        ["pon"] = "A PON as its OLT calls it, such as 0/3.",
        ["q"] = "A part of a name, or whatever it is to be found by.",
        ["range"] = "How far back: 6h, 24h, 7d, 30d.",
        ["service"] = "hotspot or ppp; left out: hotspot.",
        ["severity"] = "info, low, medium, high or critical.",
        ["since"] = "From then on, as ISO 8601 with a zone.",
        ["site"] = "A site's id.",
        ["sort"] = "The field that it is sorted by.",
        ["state"] = "How it stands.",
        ["stretch"] = "hour, day or month; left out: day.",
        ["target"] = "What it was done to.",
        ["unread"] = "true: only what you have not read.",
        ["until"] = "Up to then, as ISO 8601 with a zone.",
        ["what"] = "interfaces, pons, queues, ppp or hotspot; left out: interfaces.",
    };

    /// <summary>Of addresses.</summary>
    public static IReadOnlyDictionary<string, string> Path { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["chart"] = "onus, sessions, answer, load, temperature, light, up, of ports traffic, used, errors or optic; of all sites onus, sessions, light or temperature.",
        ["device"] = "A device's id within the site.",
        ["entry"] = "The number of what was removed.",
        ["group"] = "A group's id.",
        ["id"] = "Which one, by its id.",
        ["language"] = "id, pt or en.",
        ["name"] = "problem, update, recovery, reminder, digest, hourly or daily.",
        ["number"] = "An incident's number.",
        ["ont"] = "An ONT's id within the site.",
        ["version"] = "A version's number.",
    };
}
