using System.Text;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Fleet;

namespace EdgeNoc.Collector.Fleet;

/// <summary>The tables <c>site_haves</c> and <c>site_outboxes</c>.</summary>
internal static class HaveStore
{
    public static void Put(Db db, string site, HaveConfig have, DateTimeOffset now) => db.Execute(
        """
        INSERT INTO site_haves (site, at_ms, have_json) VALUES (@site, @nowMs, @json)
        ON CONFLICT (site) DO UPDATE SET at_ms = excluded.at_ms, have_json = excluded.have_json
        """,
        new { site, nowMs = DbTime.Ms(now), json = Encoding.UTF8.GetString(have.ToBytes()) });

    /// <summary>Null while the agent has said nothing.</summary>
    public static HaveConfig? Find(Db db, string site) => Read(db.First<string>("SELECT have_json FROM site_haves WHERE site = @site", new { site }));

    public static HaveConfig? Read(string? json) => json is null ? null : HaveConfig.Read(Encoding.UTF8.GetBytes(json));

    public static void PutOutbox(Db db, string site, long? waiting, long oldestS, DateTimeOffset at) => db.Execute(
        """
        INSERT INTO site_outboxes (site, at_ms, waiting, oldest_s) VALUES (@site, @atMs, @waiting, @oldestS)
        ON CONFLICT (site) DO UPDATE SET at_ms = excluded.at_ms, waiting = excluded.waiting, oldest_s = excluded.oldest_s
        """,
        new { site, atMs = DbTime.Ms(at), waiting, oldestS });
}
