using System.Text.Json.Serialization;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Backup;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(UtcMillisecondsConverter)], RespectNullableAnnotations = true)]
[JsonSerializable(typeof(BackupManifest))]
[JsonSerializable(typeof(BackupVerdict))]
[JsonSerializable(typeof(PendingRestore))]
internal sealed partial class BackupJson : JsonSerializerContext;
