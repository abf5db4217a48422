"""Keeping which pictures of the library an article shows, beside its working copy and each version."""

from articles.markup import image_ids
from articles.models import Article, Image, ImageUse, Version


def record(article: Article, version: Version | None = None) -> None:
    """Keep what the working copy shows, or a version. To be called inside the transaction that stores it."""
    shows = version or article
    wanted = image_ids(str(shows.body)) | {shows.lead_image_id} - {None}
    uses = ImageUse.objects.filter(article=article, version=version)
    kept = {*uses.values_list("image_id", flat=True)}
    uses.filter(image__in=kept - wanted).delete()
    # Locked, so that none of them is taken out of the library meanwhile.
    there = Image.objects.select_for_update().filter(pk__in=wanted - kept).order_by("pk")
    ImageUse.objects.bulk_create(
        ImageUse(article=article, version=version, image_id=pk) for pk in there.values_list("pk", flat=True)
    )
