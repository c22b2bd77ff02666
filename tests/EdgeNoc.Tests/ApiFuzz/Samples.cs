namespace EdgeNoc.Tests.ApiFuzz;

/// <summary>Bodies and names that are right, so that what is broken gets further than the first check. What is not here is made from the description.</summary>
internal static class Samples
{
    /// <summary>A site that nobody has, to be changed and removed.</summary>
    public const string Spare = "delta-04";

    /// <summary>By operation.</summary>
    public static readonly IReadOnlyDictionary<string, string> Bodies = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["PUT /api/v1/contacts/{id}"] = """{"name":"Contact 7","language":"id","time_zone":"Asia/Jakarta","role":"viewer","quiet":{"from":"22:00","to":"06:00","min_severity":"critical"},"is_vip":true,"addresses":[{"channel":"wa","address":"628111222337"}]}""",
        ["PUT /api/v1/rotations/{id}"] = """{"time_zone":"Asia/Jakarta","starts":"2026-11-16T07:00:00+07:00","shift_s":604800,"members":["contact-1"]}""",
        ["PUT /api/v1/routes/{id}"] = """{"position":7,"matchers":[{"name":"severity","op":"=~","value":"medium|high"}],"active":[{"days":["mon","tue"],"from":"07:00","to":"17:00","zone":"Asia/Jakarta"}],"steps":[{"after_s":0,"to":["contact:contact-1"]},{"after_s":900,"to":["rotation:rotation-1"]}],"repeat_interval_s":3600,"continue":true}""",
        ["PUT /api/v1/reports/{id}"] = """{"kind":"daily","contact":"contact-1","at":"07:00","sites":["alfa-01"]}""",
        ["PUT /api/v1/templates/{name}/{language}"] = """{"content":"⏰ {{head}}\n{{body}}"}""",
        ["POST /api/v1/templates/preview"] = """{"name":"problem","language":"en","content":"{{head}}\n{{body}}"}""",
        ["POST /api/v1/silences"] = """{"matchers":[{"name":"site","op":"=","value":"alfa-01"},{"name":"device","op":"=~","value":"olt-.*"}],"minutes":60,"comment":"splicing 7"}""",
        ["POST /api/v1/maintenance"] = """{"matchers":[{"name":"site","op":"=","value":"alfa-01"}],"starts":"2027-01-01T00:00:00Z","ends":"2027-01-01T02:00:00Z","comment":"new cards 7"}""",
        ["POST /api/v1/incidents/{number}/mute"] = """{"minutes":60}""",
        ["POST /api/v1/incidents/{number}/notes"] = """{"text":"looked at it 7"}""",
        ["POST /api/v1/incidents/{number}/assign"] = """{"to":"tono"}""",
        ["POST /api/v1/feed/read"] = """{"until":"2026-11-20T05:00:00Z"}""",
        ["POST /api/v1/feed/clear"] = """{"until":"2026-11-20T05:00:00Z"}""",
        ["PUT /api/v1/sites/{id}"] = """{"title":"Kota 7","time_zone":"Asia/Jakarta","language":"id","gateway":"192.0.2.1:8291","latitude":-7.8,"longitude":112.0}""",
        ["PUT /api/v1/sites/{id}/config"] = """{"devices":[{"id":"olt-1","driver":"hioso-epon","url":"http://192.0.2.10","user":"admin"}]}""",
        ["PUT /api/v1/sites/{id}/devices/{device}"] = """{"driver":"hioso-epon","url":"http://192.0.2.17","user":"admin","interval_s":30}""",
        ["POST /api/v1/sites/{id}/devices/try"] = """{"entry":{"id":"olt-7","driver":"hioso-epon","url":"http://192.0.2.17","user":"admin"},"password":"typed 7"}""",
        ["PUT /api/v1/sites/{id}/onts/{ont}"] = """{"name":"ONT 7","address":"192.0.2.7","latitude":-7.8,"longitude":112.0,"group":"homes"}""",
        ["POST /api/v1/sites/{id}/onts/import"] = """[{"id":"ont-7","name":"ONT 7","ip":"192.0.2.7"}]""",
        ["PUT /api/v1/sites/{id}/places"] = """{"device":"olt-1","at":"0/1:1","latitude":-7.8,"longitude":112.0,"category":"school"}""",
        ["PUT /api/v1/sites/{id}/secrets/{device}"] = """{"password":"typed 7","all_sharing":false}""",
        ["POST /api/v1/sites/{id}/commands"] = """{"command":"ping","args":{"address":"192.0.2.1"}}""",
        ["PUT /api/v1/groups/{group}"] = """{"category":"OLT 7","subcategory":"LCP 7","name":"Closure 7","site":"alfa-01","of_what":"onus","is_splitter":true,"members":["00:1A:2B:00:00:01","olt-1 0/1:2"]}""",
        ["POST /api/v1/tokens"] = """{"name":"script 7","role":"technician","sites":["alfa-01"]}""",
        ["PUT /api/v1/users/{id}"] = """{"name":"User 7","role":"technician","sites":["alfa-01"],"disabled":false,"password":"a longer one of 7 words"}""",
        ["POST /api/v1/updates/rollouts"] = """{"version":"0.7.0","downgrade":false}""",
        ["PUT /api/v1/updates/rings/{id}"] = """{"ring":"bench"}""",
        ["POST /api/v2/alerts"] = """[{"labels":{"alertname":"DiskFull","site":"alfa-01","instance":"web-7","severity":"page"},"annotations":{"summary":"disk 7"},"startsAt":"2026-11-20T05:00:00Z","endsAt":"2026-11-20T05:00:01Z"}]""",
    };

    /// <summary>Names in addresses, by what stands before them; the person's own token and name are in none, or he would be locked out.</summary>
    public static IReadOnlyList<string> Ids(string method, string path, string name) => (path.Split('/') is [_, _, _, var resource, ..] ? resource : "", name) switch
    {
        ("sites", "id") when method == "DELETE" => [Spare, "nowhere"],
        ("sites" or "fleet", "id") or ("updates", "id") => ["alfa-01", "bravo-02", "charlie-03", Spare, "nowhere", "_noc"],
        (_, "device") => ["olt-1", "router-1", "olt-7", "onts", "site"],
        (_, "ont") => ["ont-1", "ont-7"],
        (_, "group") => ["group-alfa", "group-bravo", "group-7"],
        (_, "number") => ["1", "2", "3", "99"],
        (_, "entry") => ["1", "2", "3"],
        (_, "version") => ["1", "2"],
        (_, "name") => ["problem", "recovery", "daily"],
        (_, "language") => ["id", "pt", "en"],
        (_, "chart") => ["onus", "sessions", "light", "up", "load"],
        ("contacts", _) => ["contact-1", "contact-7"],
        ("rotations", _) => ["rotation-1", "rotation-7"],
        ("routes", _) => ["route-1", "route-7"],
        ("reports", _) => ["report-1", "report-7"],
        ("users", _) => ["user-7", "user-8"],
        ("tokens", _) => ["t999"],
        _ => ["1", "2", "3", "7"],
    };

    /// <summary>Values of parameters of queries.</summary>
    public static IReadOnlyList<string> Values(string name) => name switch
    {
        "site" => ["alfa-01", "bravo-02", "charlie-03"],
        "device" => ["olt-1", "router-1", "site"],
        "entity" => ["onu/0/1:1", "pon/0/1", "device"],
        "kind" => ["pon.down", "onu.down"],
        "severity" => ["critical", "low"],
        "state" => ["open", "cleared", "standing", "active", "queued", "ended", "closed"],
        "q" => ["CLIENT", "0/1:1", "00:1A:2B:00:00:01", "user"],
        "since" or "until" => ["2026-11-20T05:00:00Z", "2026-01-01T00:00:00+07:00"],
        "cursor" => ["1", "2", "10"],
        "limit" => ["1", "2", "1000"],
        "days" => ["1", "30"],
        "month" => ["2026-11", "2024-02"],
        "service" => ["hotspot", "ppp"],
        "group" => ["onu", "ont", "device", "homes"],
        "language" => ["id", "pt", "en"],
        "range" => ["6h", "30d"],
        "pon" => ["0/1"],
        "onu" => ["1"],
        "unread" or "apply" => ["true", "false"],
        "channel" => ["wa"],
        "contact" => ["contact-1"],
        _ => ["1", "a"],
    };
}
