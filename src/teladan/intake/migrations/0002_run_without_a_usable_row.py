from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="importrun",
            name="status",
            field=models.CharField(
                choices=[
                    ("diperiksa", "Menunggu diterapkan"),
                    ("perlu_diperbaiki", "Perlu diperbaiki"),
                    ("berjalan", "Sedang diterapkan"),
                    ("diterapkan", "Diterapkan"),
                    ("kedaluwarsa", "Tidak diterapkan"),
                ],
                default="diperiksa",
                max_length=20,
            ),
        ),
    ]
